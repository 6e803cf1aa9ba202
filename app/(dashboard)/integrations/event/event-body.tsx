"use client";

import { CodeBlock } from "@/components/code/code-block";
import { JsonView } from "@/components/code/json-view";
import { Section } from "@/components/ui/section";
import type { EventShape } from "@/lib/domain/moments/event";
import { type ReadBody, readBody, toDraft } from "./read-body";
import { SideBySide } from "./side-by-side";

/** What was sent; and beside it what somebody had read in its place. */
export function EventBody({ event }: { event: EventShape }) {
  const original = readBody(event.body, event.headers["content-type"]);
  if (event.corrected_body !== null)
    return (
      <Section size="sm" title="Body, and the corrected one">
        <SideBySide
          before={toDraft(original)}
          after={toDraft(readBody(event.corrected_body))}
          beforeLabel="As received"
          afterLabel="Corrected"
        />
      </Section>
    );
  return (
    <Section size="sm" title="Body">
      <Body body={original} />
    </Section>
  );
}

function Body({ body: { kind, text } }: { body: ReadBody }) {
  if (kind === "empty")
    return <p className="text-muted-foreground text-xs">The body is empty, or was deleted: those of errors are kept for 30 days.</p>;
  if (kind === "text")
    return (
      <CodeBlock label="Body" copy={text}>
        {text}
      </CodeBlock>
    );
  return (
    <>
      {kind === "form" && (
        <p className="text-muted-foreground text-xs">
          The field <code className="font-mono">payload</code> of a form.
        </p>
      )}
      <JsonView label="Body" source={text} />
    </>
  );
}
