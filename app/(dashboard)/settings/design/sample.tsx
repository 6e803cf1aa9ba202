import type { ReactNode } from "react";

export const Sample = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="grid min-w-0 grid-cols-1 gap-4">
    <h2 className="border-b pb-2 font-medium text-base">{title}</h2>
    {children}
  </section>
);

export const Row = ({ children }: { children: ReactNode }) => <div className="flex flex-wrap items-center gap-3">{children}</div>;

export const longText =
  "a name that goes on for much longer than anybody expected it to, as names in real installations do sooner or later";
