"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { CodeBlock, JsonView } from "@/components/ui/json-view";
import { Section } from "./section";

export function Payload({ source }: { source: string }) {
  const [isRaw, setRaw] = useState(false);
  const actions = (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-pressed={isRaw}
        onClick={() => setRaw(!isRaw)}
        className="aria-pressed:bg-accent aria-pressed:text-foreground"
      >
        Raw
      </Button>
      <CopyButton text={source} label="Copy the payload" />
    </>
  );
  return (
    <Section title="Payload" actions={actions}>
      {isRaw ? <CodeBlock label="JSON as it was published">{source}</CodeBlock> : <JsonView label="JSON" source={source} />}
    </Section>
  );
}
