import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A part of a page, with its heading. */
export function Section({ title, note, actions, className = "", children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={`min-w-0 ${className}`}>
      <div className="mb-2.5 flex min-h-7 items-center gap-2">
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        {note && <span className="text-muted-foreground text-xs tabular-nums">{note}</span>}
        {actions && <div className="ml-auto flex items-center gap-1 print:hidden">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
