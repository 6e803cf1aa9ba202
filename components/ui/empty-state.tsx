import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon: LucideIcon;
  title: string;
  /** What the thing is, in a sentence or two. */
  text?: ReactNode;
  /** What to do next: a button, a link, a command. */
  children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, text, children }: Props) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-2 px-4 py-16 text-center">
      <Icon aria-hidden="true" strokeWidth={1.5} className="size-6 text-muted-foreground" />
      <h2 className="font-medium text-base">{title}</h2>
      {text && <p className="text-pretty text-muted-foreground text-sm">{text}</p>}
      {children && <div className="mt-3 flex w-full flex-col items-center gap-3">{children}</div>}
    </div>
  );
}
