import { type ReactNode, useId } from "react";

/** A part of the alert's page, with its heading. */
export function Section({ title, note, actions, children }: { title: string; note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2.5 flex min-h-7 items-center gap-2">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {note && <span className="text-muted-foreground text-xs tabular-nums">{note}</span>}
        {actions && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
