import { type ReactNode, useId } from "react";

/** A part of an event, with its heading. */
export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid min-w-0 grid-cols-1 content-start gap-2">
      <h2 id={id} className="font-medium text-sm">
        {title}
      </h2>
      {children}
    </section>
  );
}

export const linkLook = "text-primary underline-offset-2 hover:underline";
