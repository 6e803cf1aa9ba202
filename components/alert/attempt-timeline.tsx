import { CodeBlock } from "@/components/code/code-block";
import { statusLooks } from "@/components/delivery-status";
import { Disclosure } from "@/components/disclosure";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";
import { describeOutcome } from "@/lib/domain/delivering/outcome";
import { sayClock, sayDuration } from "./clock";

type Attempt = DeliveryShape["attempts"][number];

interface Props {
  attempts: readonly Attempt[];
  kind: DestinationKindShape | null;
}

/** Attempts shown; of a delivery that was tried for days, the others open on demand. */
const shownAtOnce = 3;

export function AttemptTimeline({ attempts, kind }: Props) {
  const earlier = attempts.slice(0, -shownAtOnce);
  return (
    <div className="mt-2 text-xs">
      {earlier.length > 0 && (
        <Disclosure summary={`${earlier.length} earlier`} className="mb-2">
          <Timeline attempts={earlier} kind={kind} />
        </Disclosure>
      )}
      <Timeline attempts={attempts.slice(-shownAtOnce)} kind={kind} />
    </div>
  );
}

const Timeline = ({ attempts, kind }: Props) => (
  <ol>
    {attempts.map((attempt) => (
      <AttemptEntry key={attempt.number} attempt={attempt} kind={kind} />
    ))}
  </ol>
);

function AttemptEntry({ attempt, kind }: { attempt: Attempt; kind: DestinationKindShape | null }) {
  const { outcome } = attempt;
  const info = outcome === null ? null : describeOutcome(outcome, kind?.outcomes);
  const { icon: Icon, look } = statusLooks[info === null ? "pending" : info.class === "success" ? "sent" : "failed"];
  const sentence = attempt.error ?? info?.sentence;
  return (
    <li className="group/attempt relative pb-2 pl-6 last:pb-0">
      <span aria-hidden="true" className="absolute top-5 bottom-0 left-[0.4375rem] w-px bg-border group-last/attempt:hidden" />
      <Icon aria-hidden="true" className={`absolute top-0.5 left-0 size-3.5 ${look}`} />
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5 tabular-nums">
        <span className="font-medium">Attempt {attempt.number}</span>
        <RelativeTime iso={attempt.started_at} className="text-muted-foreground" />
        <span className="text-muted-foreground">{sayClock(attempt.started_at)}</span>
        {attempt.duration_ms !== null && <span className="text-muted-foreground">{sayDuration(attempt.duration_ms)}</span>}
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
  <Disclosure summary={what} className="mt-0.5">
    <CodeBlock label={`${what} of attempt ${number}`} copy={text} className="mt-1 max-h-60">
      {text}
    </CodeBlock>
  </Disclosure>
);
