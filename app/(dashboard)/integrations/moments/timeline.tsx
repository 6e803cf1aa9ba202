"use client";

import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useFilters } from "@/components/filtered-list/filters";
import { Results } from "@/components/filtered-list/results";
import { useRowKeys } from "@/components/list/row-keys";
import { PageHeader } from "@/components/ui/page-header";
import type { MomentShape } from "@/lib/domain/moments/moment";
import { DayList } from "./day-list";
import { FilterBar } from "./filter-bar";
import { momentFilters } from "./filter-query";
import { groupDays } from "./group-days";
import { NoMoments } from "./no-moments";
import { useTimeline } from "./use-timeline";
import { ViewLinks } from "./view-links";

const LinkedMoment = dynamic(() => import("./linked-moment").then((module) => module.LinkedMoment));

/** What the teams' tools and scripts said, day by day. */
export function Timeline() {
  const filters = useFilters(momentFilters.read);
  const timeline = useTimeline(filters);
  useRowKeys();
  return (
    <>
      <PageHeader
        title="Moments"
        description="What tools and scripts reported: pages, incidents, alerts and near-misses."
        actions={<ViewLinks team={filters.team} />}
      />
      <FilterBar filters={filters} />
      <Linked {...timeline} />
      <Results
        {...timeline}
        noun="moment"
        nothing="Nothing that was reported"
        none={<NoMoments />}
        isFiltered={Object.keys(filters).some((name) => name !== "team")}
        filterNames={momentFilters.names}
        skeletonRows={10}
      >
        {(moments) => <Days moments={moments} isWhole={!timeline.list.hasNextPage} />}
      </Results>
    </>
  );
}

/** What the address opens, where the list does not show it. */
function Linked({ list, rows }: Pick<ReturnType<typeof useTimeline>, "list" | "rows">) {
  const open = useSearchParams().get("open");
  const isSettled = rows !== undefined && !list.isPlaceholderData;
  return open && isSettled && !rows.some(({ id }) => id === open) ? <LinkedMoment id={open} /> : null;
}

function Days({ moments, isWhole }: { moments: readonly MomentShape[]; isWhole: boolean }) {
  const days = groupDays(moments);
  return days.map((day, index) => <DayList key={day.date} day={day} isWhole={isWhole || index < days.length - 1} />);
}
