import { ChevronRight, ExternalLink } from "lucide-react";
import type { Field } from "@/lib/domain/form-field";

/** Where to find a field's value at its vendor. */
export function FieldSteps({ steps, isOpen }: { steps: NonNullable<Field["steps"]>; isOpen: boolean }) {
  return (
    <details open={isOpen || undefined} className="group text-xs">
      <summary className="inline-flex min-h-6 items-center gap-1 rounded-sm font-medium text-primary hover:underline">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        {steps.title}
      </summary>
      <div className="mt-1.5 rounded-md border bg-muted/40 p-3">
        <ol className="grid list-decimal gap-1 pl-4 text-pretty">
          {steps.list.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <a
          href={steps.link.url}
          target="_blank"
          rel="noreferrer"
          className="mt-2 inline-flex min-h-6 items-center gap-1 font-medium text-primary underline underline-offset-2"
        >
          {steps.link.label}
          <ExternalLink aria-hidden="true" className="size-3" />
          <span className="sr-only">(opens in a new tab)</span>
        </a>
      </div>
    </details>
  );
}
