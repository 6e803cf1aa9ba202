import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of the page under a heading of its own. */
export function Section({ title, note, actions, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id} className="font-medium text-base">
          {title}
        </h2>
        {note && <span className="text-muted-foreground text-xs">{note}</span>}
        {actions && <span className="ml-auto flex gap-2">{actions}</span>}
      </div>
      {children}
    </section>
  );
}
