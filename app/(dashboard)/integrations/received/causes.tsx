"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { changeFilters } from "@/components/filtered-list/filters";
import { IntegrationIcon } from "@/components/integration-icon";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useEventCauses } from "@/lib/client/queries/events";
import type { EventCauseShape } from "@/lib/domain/moments/event";
import { plural } from "@/lib/domain/words";
import { RetryCause } from "../event/retry-cause";
import { eventFilters, type Filters } from "./filter-query";
import { useChoices } from "./use-choices";

/** Fewer errors are seen at a glance. */
const minErrors = 2;
/** Causes shown before the rest is counted. */
const shownAtOnce = 4;

const sum = (causes: readonly EventCauseShape[]) => causes.reduce((total, { count }) => total + count, 0);

/** What the events that errored have in common: each cause narrows the list, and the chosen one can be retried whole. */
export function Causes({ filters, query }: { filters: Filters; query: string }) {
  const { data: causes = [] } = useEventCauses(query);
  const [isWhole, showWhole] = useState(false);
  const chosen = causes.find(({ cause, integration }) => cause === filters.cause && integration === (filters.integration ?? integration));
  const errors = sum(causes);
  if (filters.status === "success" || (errors < minErrors && !chosen)) return null;
  const shown = isWhole ? causes : causes.slice(0, shownAtOnce);
  const rest = causes.length - shown.length;
  return (
    <section aria-label="Causes of errors" className="grid grid-cols-1 gap-2 border-b bg-muted/30 px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <h2 className="mr-1 font-medium text-xs tabular-nums">
          {plural(causes.length, "cause")} of {plural(errors, "error")}
        </h2>
        <ul className="contents">
          {shown.map((each) => (
            <li key={`${each.integration} ${each.cause}`} className="min-w-0 max-w-full">
              <Cause cause={each} isChosen={each === chosen} isOneIntegration={filters.integration !== undefined} />
            </li>
          ))}
        </ul>
        {rest > 0 && (
          <Button size="sm" variant="ghost" onClick={() => showWhole(true)}>
            {rest} more
          </Button>
        )}
      </div>
      {chosen && <Chosen cause={chosen} filters={filters} query={query} />}
    </section>
  );
}

interface CauseProps {
  cause: EventCauseShape;
  isChosen: boolean;
  isOneIntegration: boolean;
}

function Cause({ cause: { cause, integration, count, reason }, isChosen, isOneIntegration }: CauseProps) {
  const choose = () =>
    changeFilters(isChosen ? { cause: null, status: null } : { cause, status: "error", ...(isOneIntegration ? {} : { integration }) });
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      title={reason ?? undefined}
      onClick={choose}
      className="touch-target relative inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border bg-background px-2 text-xs shadow-xs transition-colors hover:bg-accent aria-pressed:border-primary aria-pressed:bg-primary/10 sm:max-w-80"
    >
      <IntegrationIcon integration={integration} className="size-3.5" />
      <span className="truncate">{cause}</span>
      <span className="font-medium tabular-nums">{count.toLocaleString()}</span>
      {isChosen && <X aria-hidden="true" className="size-3 shrink-0 text-muted-foreground" />}
    </button>
  );
}

interface ChosenProps {
  cause: EventCauseShape;
  filters: Filters;
  query: string;
}

/** The chosen cause whole. What is retried is what is counted here: of the filters that narrow the list. */
function Chosen({ cause: { cause, integration, count, reason, first_at, last_at }, filters, query }: ChosenProps) {
  const choices = useChoices();
  const { cause: _, status: __, integration: ___, ...others } = filters;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-64 text-pretty text-sm [overflow-wrap:anywhere]">
        {reason}{" "}
        <span className="text-muted-foreground text-xs">
          First <RelativeTime iso={first_at} />, last <RelativeTime iso={last_at} />
        </span>
      </p>
      <RetryCause cause={cause} integration={integration} count={count} query={query} among={eventFilters.describe(others, choices)} />
    </div>
  );
}
