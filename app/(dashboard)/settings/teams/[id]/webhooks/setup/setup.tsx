"use client";

import { ExternalLink, Info } from "lucide-react";
import { useState } from "react";
import { CodeBlock } from "@/components/code/code-block";
import { Segments } from "@/components/ui/choice/segments";
import { Skeleton } from "@/components/ui/skeleton";
import { useIntegrations } from "@/lib/client/queries/integrations";
import type { IntegrationShape } from "@/lib/domain/moments/integration";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { CodeWithUrl } from "./code-with-url";
import { examplesOf, signedPython } from "./examples";

type View = "tool" | "curl" | "python";

/** How to point the tool at a webhook, and calls to try it with. */
export function Setup({ webhook }: { webhook: WebhookShape }) {
  const [chosen, setView] = useState<View | null>(null);
  const { data: integrations, error } = useIntegrations();
  const integration = integrations?.find((one) => one.integration === webhook.integration);
  // The first one offered reads what anything can post; typed webhooks take that too, where the path names it.
  const own = integrations?.[0];
  if (!integration || !own)
    return error ? <p className="text-destructive text-sm">{error.message}</p> : <Skeleton className="h-40 w-full" />;
  const calls = [
    { value: "curl", label: "curl" },
    { value: "python", label: "Python" },
  ] as const;
  // Without a tool, a call says it all.
  const views =
    integration === own
      ? ([...calls, { value: "tool", label: "In words" }] as const)
      : ([{ value: "tool", label: integration.label }, ...calls] as const);
  const view = chosen ?? views[0].value;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <Segments label="How to post" value={view} onValueChange={setView} options={views} />
      </div>
      {view === "tool" ? <ToolSteps setup={integration.setup} /> : <Example language={view} {...{ webhook, integration, own }} />}
    </div>
  );
}

const ToolSteps = ({ setup: { steps, link, template } }: Pick<IntegrationShape, "setup">) => (
  <div className="grid gap-4 text-sm">
    <ol className="grid list-decimal gap-2 pl-5 text-pretty marker:text-muted-foreground">
      {steps.map((step) => (
        <li key={step} className="pl-1">
          {step}
        </li>
      ))}
    </ol>
    <a
      href={link.url}
      target="_blank"
      rel="noreferrer"
      className="touch-target relative inline-flex w-fit items-center gap-1 underline underline-offset-2"
    >
      {link.label}
      <ExternalLink aria-hidden="true" className="size-3.5 text-muted-foreground" />
    </a>
    {template && (
      <div className="grid min-w-0 gap-1.5">
        <h3 className="font-medium text-sm">{template.label}</h3>
        <CodeBlock label={template.label} copy={template.text} className="max-h-80">
          {template.text}
        </CodeBlock>
      </div>
    )}
  </div>
);

interface ExampleProps {
  language: "curl" | "python";
  webhook: WebhookShape;
  integration: IntegrationShape;
  own: IntegrationShape;
}

function Example({ language, webhook, integration, own }: ExampleProps) {
  const isTyped = integration.integration !== own.integration;
  const canSign = !isTyped && webhook.signed;
  const target = (url: string) => (isTyped ? `${url}/${own.integration}` : url);
  const write = (url: string) => (language === "python" && canSign ? signedPython(target(url)) : examplesOf(target(url))[language]);
  return (
    <div className="grid gap-3">
      <CodeWithUrl key={language} webhook={webhook} label={language === "curl" ? "curl command" : "Python script"} write={write} />
      <Notes {...{ language, webhook, integration, isTyped, ownName: own.integration }} />
    </div>
  );
}

interface NotesProps {
  language: "curl" | "python";
  webhook: WebhookShape;
  integration: IntegrationShape;
  isTyped: boolean;
  ownName: string;
}

function Notes({ language, webhook, integration, isTyped, ownName }: NotesProps) {
  const notes = [
    isTyped && `With /${ownName} at its end the URL takes JSON of your own, so that you can try it without ${integration.label}.`,
    isTyped &&
      webhook.signed &&
      `As this webhook has a signing secret, such a request is kept as an error event: nothing gets past the signature.`,
    !isTyped &&
      webhook.signed &&
      language === "curl" &&
      (webhook.signature_mode === "enforce"
        ? "This call is not signed: while signatures are enforced it is answered 401, and kept as an error event. The Python one signs."
        : "This call is not signed: it is taken, and its event says so."),
    !isTyped && webhook.signed && language === "python" && "Give it the signing secret in the environment variable WEBHOOK_SECRET.",
    language === "curl" ? "curl has --json since 7.82." : "It needs the package requests.",
  ].filter((note) => note !== false);
  return (
    <ul className="grid gap-1 text-muted-foreground text-xs">
      {notes.map((note) => (
        <li key={note} className="flex items-start gap-1.5 text-pretty">
          <Info aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {note}
        </li>
      ))}
    </ul>
  );
}
