import { type ReactNode, useId } from "react";

/** A part of the page: what it is about at the left, its controls at the right. */
export function Section({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-3 border-t px-4 py-6 sm:px-6 lg:grid-cols-[16rem_minmax(0,28rem)]">
      <div>
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        <p className="text-pretty text-muted-foreground text-sm">{text}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
