import { ExternalLink } from "lucide-react";
import { CodeBlock } from "@/components/code/code-block";
import { Disclosure } from "@/components/disclosure";
import type { IntegrationShape } from "@/lib/domain/moments/integration";

/** How to point the tool at a webhook, a step each. */
export function Setup({ integration: { label, setup, signature } }: { integration: IntegrationShape }) {
  const { steps, link, template } = setup;
  return (
    <div className="px-4 pb-3 sm:px-6">
      <Disclosure summary={`How to connect ${label}`}>
        <div className="mt-2 grid max-w-3xl gap-3 rounded-md border bg-muted/40 p-4 text-sm">
          <ol className="grid list-decimal gap-1 pl-5 text-pretty">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {template && (
            <div className="grid gap-1.5">
              <p className="font-medium text-xs">{template.label}</p>
              <CodeBlock label={template.label} copy={template.text} className="max-h-64 bg-background">
                {template.text}
              </CodeBlock>
            </div>
          )}
          {signature && (
            <p className="text-pretty text-muted-foreground text-xs">
              It signs its requests (<code className="font-mono">{signature.header}</code>). {signature.help}
            </p>
          )}
          <p>
            <a
              href={link.url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 font-medium text-primary text-xs underline underline-offset-2"
            >
              {link.label}
              <ExternalLink aria-hidden="true" className="size-3" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </p>
        </div>
      </Disclosure>
    </div>
  );
}
