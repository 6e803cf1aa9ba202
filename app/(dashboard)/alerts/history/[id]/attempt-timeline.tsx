import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { statusLooks } from "@/components/delivery-status";
import { CodeBlock } from "@/components/ui/json-view";
import { RelativeTime } from "@/components/ui/relative-time";
import { kindOf } from "@/lib/destinations";
import type { DeliveryShape } from "@/lib/domain/history";
import { describeOutcome } from "@/lib/domain/outcome";

type Attempt = DeliveryShape["attempts"][number];

/** Attempts shown; of a delivery that was tried for days, the others open on demand. */
const shownAtOnce = 3;

export function AttemptTimeline({ attempts, kind }: { attempts: readonly Attempt[]; kind: string }) {
  const earlier = attempts.slice(0, -shownAtOnce);
  return (
    <div className="mt-2 text-xs">
      {earlier.length > 0 && (
        <details className="group">
          <Summary>{earlier.length} earlier</Summary>
          <Timeline attempts={earlier} kind={kind} />
        </details>
      )}
      <Timeline attempts={attempts.slice(-shownAtOnce)} kind={kind} />
    </div>
  );
}

const Timeline = ({ attempts, kind }: { attempts: readonly Attempt[]; kind: string }) => (
  <ol>
    {attempts.map((attempt) => (
      <AttemptEntry key={attempt.number} attempt={attempt} kind={kind} />
    ))}
  </ol>
);

function AttemptEntry({ attempt, kind }: { attempt: Attempt; kind: string }) {
  const { outcome } = attempt;
  const info = outcome === null ? null : describeOutcome(outcome, kindOf(kind)?.outcomes);
  const { icon: Icon, look } = statusLooks[info === null ? "pending" : info.class === "success" ? "sent" : "failed"];
  const sentence = attempt.error ?? info?.sentence;
  return (
    <li className="group/attempt relative pb-2 pl-6 last:pb-0">
      <span aria-hidden="true" className="absolute top-5 bottom-0 left-[0.4375rem] w-px bg-border group-last/attempt:hidden" />
      <Icon aria-hidden="true" className={`absolute top-0.5 left-0 size-3.5 ${look}`} />
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 tabular-nums">
        <span className="font-medium">Attempt {attempt.number}</span>
        <RelativeTime iso={attempt.started_at} className="text-muted-foreground" />
        {attempt.duration_ms !== null && <span className="text-muted-foreground">{attempt.duration_ms} ms</span>}
        {attempt.status_code !== null && <span className="text-muted-foreground">Status {attempt.status_code}</span>}
        {outcome === null ? (
          <span className="text-warning">In flight</span>
        ) : (
          <code className="font-mono text-muted-foreground">{outcome}</code>
        )}
      </p>
      {outcome === "captured" && <p className="mt-0.5">Kept in Hotline's local mailbox; no mail provider is configured.</p>}
      {sentence && (
        <p className="mt-0.5 text-pretty">
          {sentence} {info?.fix && <span className="text-muted-foreground">{info.fix}</span>}
        </p>
      )}
      {attempt.maybe_delivered && (
        <p className="mt-0.5 text-warning">It may have arrived: the request was written whole, and no answer came.</p>
      )}
      {attempt.response_excerpt && (
        <Answer what={outcome === "captured" ? "Mail" : "Answer"} text={attempt.response_excerpt} number={attempt.number} />
      )}
    </li>
  );
}

const Answer = ({ what, text, number }: { what: "Answer" | "Mail"; text: string; number: number }) => (
  <details className="group mt-0.5">
    <Summary>{what}</Summary>
    <CodeBlock label={`${what} of attempt ${number}`} className="mt-1 max-h-60">
      {text}
    </CodeBlock>
  </details>
);

/** The line that opens a `group`ed details element. */
export const Summary = ({ children }: { children: ReactNode }) => (
  <summary className="inline-flex min-h-6 items-center gap-1 rounded-sm text-muted-foreground text-xs tabular-nums hover:text-foreground">
    <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
    {children}
  </summary>
);
