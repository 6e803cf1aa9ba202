import { CircleCheck, CircleX } from "lucide-react";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { TestShape } from "@/lib/domain/delivering/destination";
import { describeOutcome } from "@/lib/domain/delivering/outcome";
import { CodeBlock } from "../code/code-block";

interface Props {
  kind: DestinationKindShape | null;
  result: TestShape;
  /** The settings have changed since. */
  isOld?: boolean;
}

/** What the receiver really answered to a test. */
export function TestResult({ kind, result, isOld }: Props) {
  const { outcome, status_code: status, duration_ms: duration, error, response_excerpt: excerpt } = result;
  const { fix } = describeOutcome(outcome, kind?.outcomes);
  const isCaptured = outcome === "captured";
  const Icon = error === null ? CircleCheck : CircleX;
  return (
    <section
      role="status"
      aria-label="Answer to the test"
      className={`grid gap-1.5 rounded-md border p-3 text-sm ${error === null ? "border-success/40 bg-success/5" : "border-destructive/40 bg-destructive/5"}`}
    >
      <p className="flex items-start gap-2">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${error === null ? "text-success" : "text-destructive"}`} />
        <span className="min-w-0 text-pretty">
          <span className="font-medium">
            {error ?? (isCaptured ? "The test was kept in Hotline's local mailbox." : "The test was delivered.")}
          </span>{" "}
          {isCaptured && "No mail provider is configured, so nobody gets it by mail. "}
          {error !== null && fix && <span className="text-muted-foreground">{fix}</span>}
        </span>
      </p>
      <p className="flex flex-wrap gap-x-3 pl-6 text-muted-foreground text-xs tabular-nums">
        {status !== null && <span>Status {status}</span>}
        <span>{duration} ms</span>
        <code className="font-mono">{outcome}</code>
        {isOld && <span className="text-warning">With the settings before your last change</span>}
      </p>
      {excerpt && (
        <div className="pl-6">
          <CodeBlock label={isCaptured ? "The mail" : "The answer"} className="max-h-40">
            {excerpt}
          </CodeBlock>
        </div>
      )}
    </section>
  );
}
