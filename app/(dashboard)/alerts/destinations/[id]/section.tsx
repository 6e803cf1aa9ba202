import { type ReactNode, useId } from "react";

/** A part of the page under a heading of its own. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-2">
        <h2 id={id} className="font-medium text-base">
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
