import { CircleCheck, CircleX } from "lucide-react";
import type { CheckShape } from "@/lib/domain/moments/credential";

/** What the tool really said of a credential. */
export function CheckAnswer({ answer: { ok, message, error, fix, status_code, outcome }, isOld }: { answer: CheckShape; isOld?: boolean }) {
  const Icon = ok ? CircleCheck : CircleX;
  return (
    <section
      role="status"
      aria-label="Answer to the test"
      className={`grid gap-1 rounded-md border p-3 text-sm ${ok ? "border-success/40 bg-success/5" : "border-destructive/40 bg-destructive/5"}`}
    >
      <p className="flex items-start gap-2">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${ok ? "text-success" : "text-destructive"}`} />
        <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
          <span className="font-medium">{ok ? (message ?? "The connection works.") : error}</span>{" "}
          {fix && <span className="text-muted-foreground">{fix}</span>}
        </span>
      </p>
      {(!ok || isOld) && (
        <p className="flex flex-wrap gap-x-3 pl-6 text-muted-foreground text-xs tabular-nums">
          {status_code !== null && <span>Status {status_code}</span>}
          {!ok && <code className="font-mono">{outcome}</code>}
          {isOld && <span className="text-warning">With what stood here before your last change</span>}
        </p>
      )}
    </section>
  );
}
