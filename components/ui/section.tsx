import { type ReactNode, useId } from "react";

interface Props {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  /** Small: a part of what is itself a part of the page. */
  size?: "sm";
  className?: string;
  children: ReactNode;
}

const sizes = {
  md: { section: "", head: "mb-2 min-h-8", title: "font-semibold text-base" },
  sm: { section: "grid grid-cols-1 content-start gap-2", head: "", title: "font-medium text-sm" },
};

/** A part of a page, under a heading of its own. */
export function Section({ title, note, actions, size, className = "", children }: Props) {
  const id = useId();
  const look = sizes[size ?? "md"];
  return (
    <section aria-labelledby={id} className={`min-w-0 ${look.section} ${className}`}>
      <div className={`flex flex-wrap items-center gap-x-3 gap-y-1 ${look.head}`}>
        <h2 id={id} className={look.title}>
          {title}
        </h2>
        {note && <span className="text-muted-foreground text-xs tabular-nums">{note}</span>}
        {actions && <div className="ml-auto flex items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
