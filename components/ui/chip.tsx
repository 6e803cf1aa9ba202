import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  neutral: "bg-muted text-foreground",
  primary: "bg-primary/10 text-primary",
  success: "bg-success/10 text-success",
  warning: "bg-warning/10 text-warning",
  destructive: "bg-destructive/10 text-destructive",
};

export type Tone = keyof typeof tones;

interface Props {
  children: ReactNode;
  tone?: Tone;
  /** A status has a shape beside its colour. */
  icon?: LucideIcon;
  title?: string;
  mono?: boolean;
}

/** A short label beside others: a channel, an environment, a status. */
export function Chip({ children, tone = "neutral", icon: Icon, title, mono }: Props) {
  return (
    <span
      title={title}
      className={`inline-flex max-w-44 items-center gap-1 rounded-sm px-1.5 py-0.5 align-middle text-xs tabular-nums ${tones[tone]} ${mono ? "font-mono" : ""}`}
    >
      {Icon && <Icon aria-hidden="true" className="size-3 shrink-0" />}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
