"use client";

import { useSearchParams } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { changeAddress } from "@/components/page/address";
import type { EventItemShape } from "@/lib/domain/moments/event";
import { EventRow, rowGrid } from "./event-row";

/** By id; the row that the address opens is known when it is in the list. */
type Opened = ReadonlyMap<string, EventItemShape | null>;

interface Props {
  events: readonly EventItemShape[];
  /** What stands here without any row. */
  empty: ReactNode;
}

/** Events as rows, each opens in place. One that is open stays, though the filters fit it no more: somebody works on it. */
export function EventList({ events, empty }: Props) {
  const linked = useSearchParams().get("open");
  const [opened, setOpened] = useState<Opened>(() => new Map(linked === null ? [] : [[linked, null]]));
  const toggle = useCallback((event: EventItemShape, isOpen: boolean) => {
    changeAddress({ open: isOpen ? event.id : null }, "replace");
    setOpened((before) => {
      const after = new Map(before);
      if (isOpen) after.set(event.id, event);
      else after.delete(event.id);
      return after;
    });
  }, []);
  const shown = withOpened(events, opened);
  if (shown.length === 0) return empty;
  return (
    <div className="@container text-sm">
      <div
        aria-hidden="true"
        className={`hidden border-b px-6 py-2 text-muted-foreground text-xs @4xl:grid @4xl:items-center @4xl:gap-x-4 ${rowGrid}`}
      >
        <span>Time</span>
        <span>Status</span>
        <span>Webhook</span>
        <span>What it says</span>
        <span>Caller</span>
        <span />
      </div>
      <ul aria-label="Events">
        {shown.map((event) => (
          <EventRow key={event.id} event={event} isOpen={opened.has(event.id)} onToggle={toggle} />
        ))}
      </ul>
    </div>
  );
}

/** Ids descend with time. */
function withOpened(events: readonly EventItemShape[], opened: Opened): readonly EventItemShape[] {
  const present = new Set(events.map(({ id }) => id));
  const left = [...opened.values()].filter((event) => event !== null && !present.has(event.id)) as EventItemShape[];
  return left.length === 0 ? events : [...events, ...left].sort((a, b) => (a.id < b.id ? 1 : -1));
}
