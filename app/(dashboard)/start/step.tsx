import { Check } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  number: number;
  title: string;
  /** What it is for; shown until it is done. */
  text: string;
  state: "done" | "current" | "later";
  children: ReactNode;
}

const markLooks = {
  done: "border-success bg-success/10 text-success",
  current: "border-primary bg-primary text-primary-foreground",
  later: "text-muted-foreground",
};
const words = { done: "Done", current: "Current step", later: "Not yet" };

/** One step of the first run. */
export function Step({ number, title, text, state, children }: Props) {
  return (
    <li aria-current={state === "current" ? "step" : undefined} className="group relative flex gap-4 pb-10 last:pb-0">
      <span aria-hidden="true" className="absolute top-8 bottom-1 left-3.5 w-px bg-border group-last:hidden" />
      <span
        className={`grid size-7 shrink-0 place-items-center rounded-full border font-medium text-xs tabular-nums transition-colors ${markLooks[state]}`}
      >
        {state === "done" ? <Check aria-hidden="true" className="size-4" /> : <span aria-hidden="true">{number}</span>}
        <span className="sr-only">{words[state]}</span>
      </span>
      <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-3 pt-0.5">
        <div>
          <h2 className={`font-semibold text-lg tracking-tight ${state === "later" ? "text-muted-foreground" : ""}`}>{title}</h2>
          {state !== "done" && <p className="mt-0.5 max-w-xl text-pretty text-muted-foreground text-sm">{text}</p>}
        </div>
        {children}
      </div>
    </li>
  );
}
