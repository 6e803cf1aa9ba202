"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { memo, useEffect, useId, useRef } from "react";
import { IntegrationIcon } from "@/components/integration-icon";
import { changeAddress } from "@/components/page/address";
import { sayTimeOfDay } from "@/components/page/local-time";
import { sayAbsolute } from "@/components/ui/relative-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { MomentShape } from "@/lib/domain/moments/moment";
import { MomentTypeChip } from "../event/moment-type";
import { dayOf } from "./group-days";

const loading = () => <SkeletonRows rows={2} label="Loading the moment" />;
const MomentDetails = dynamic(() => import("./moment-details").then((module) => module.MomentDetails), { loading });

/** One moment; a press shows what it says. Which one is open stands in the address. */
export function MomentRow({ moment }: { moment: MomentShape }) {
  const isOpen = useSearchParams().get("open") === moment.id;
  return <Row moment={moment} isOpen={isOpen} />;
}

/** Rows are many, and few of them change at a time. */
const Row = memo(({ moment, isOpen }: { moment: MomentShape; isOpen: boolean }) => {
  const id = useId();
  const row = useRef<HTMLLIElement>(null);
  const isLinked = useRef(isOpen);
  // A link may open one that is far down.
  useEffect(() => {
    if (isLinked.current) row.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const integration = useIntegration(moment.integration)?.label ?? moment.integration;
  return (
    <li ref={row} className="scroll-mt-24 border-b">
      <div
        className={`relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 transition-colors hover:bg-accent/60 has-focus-visible:bg-accent/60 has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:px-6 @3xl:min-h-9 @3xl:grid-cols-[3.5rem_6.5rem_minmax(0,1fr)_minmax(0,20rem)_1rem] @3xl:py-1 ${isOpen ? "bg-accent/40" : ""}`}
      >
        <Clock moment={moment} />
        <span className="order-4 @3xl:order-none">
          <MomentTypeChip type={moment.type} />
        </span>
        <button
          type="button"
          data-row
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => changeAddress({ open: isOpen ? null : moment.id }, "replace")}
          className="order-1 col-span-2 min-w-0 text-left font-medium outline-none [overflow-wrap:anywhere] after:absolute after:inset-0 @3xl:order-none @3xl:col-span-1 @3xl:truncate"
        >
          {moment.name}
        </button>
        <span className="order-5 col-span-2 flex min-w-0 items-center gap-2 text-muted-foreground text-xs @3xl:order-none @3xl:col-span-1">
          <IntegrationIcon integration={moment.integration} className="size-3.5" />
          <span className="min-w-0 truncate" title={moment.source ? `${moment.source} · ${integration}` : integration}>
            {moment.source ?? "No source"}
            {moment.source?.toLowerCase() !== integration.toLowerCase() && ` · ${integration}`}
          </span>
        </span>
        <ChevronRight
          aria-hidden="true"
          className={`hidden size-4 text-muted-foreground transition-transform @3xl:block ${isOpen ? "rotate-90" : ""}`}
        />
      </div>
      {isOpen && (
        <section id={id} aria-label={moment.name} className="border-t bg-card px-4 py-4 sm:px-6 @3xl:pl-[4.25rem] sm:@3xl:pl-[5.75rem]">
          <MomentDetails moment={moment} />
        </section>
      )}
    </li>
  );
});

/** When it happened; of what was reported another day, when it arrived: the days are of arrival. */
function Clock({ moment: { occurred_at, created_at } }: { moment: MomentShape }) {
  const iso = dayOf(occurred_at) === dayOf(created_at) ? occurred_at : created_at;
  return (
    <time
      dateTime={iso}
      title={sayAbsolute(iso)}
      className="relative z-1 order-2 text-right text-muted-foreground text-xs tabular-nums @3xl:order-none @3xl:text-left"
    >
      {sayTimeOfDay(iso, { hour: "2-digit", minute: "2-digit" })}
    </time>
  );
}
