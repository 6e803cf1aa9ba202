import { type ReactNode, useId } from "react";

/** A part of the page, under a heading of its own. */
export function Part({ title, intro, children }: { title: string; intro: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-4 border-t pt-8">
      <div>
        <h2 id={id} className="font-semibold text-lg tracking-tight">
          {title}
        </h2>
        <p className="mt-2 text-pretty text-base/6 text-muted-foreground [&_code]:font-mono [&_code]:text-xs">{intro}</p>
      </div>
      {children}
    </section>
  );
}
