"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { sayAbsolute } from "@/components/ui/relative-time";
import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useTeams } from "@/lib/client/queries/teams";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";
import { type Change, fieldLabel, valueText } from "./audit-changes";

/** What some ids of this organization are called today. */
function useNames(): (id: string) => string | undefined {
  const lists = [useChannels().data, useDestinations().data, useTeams().data];
  const names = new Map(lists.flatMap((list) => list?.map(({ id, name }) => [id, name] as const) ?? []));
  return (id) => names.get(id);
}

/** Before and after, field by field. */
export function Changes({ entry, changes }: { entry: AuditEntryShape; changes: readonly Change[] }) {
  const nameOf = useNames();
  const show = (value: unknown) => valueText(value, nameOf);
  return (
    <div className="ml-0 grid gap-2 rounded-md border bg-muted/30 p-3 text-xs sm:ml-4">
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[minmax(7rem,auto)_minmax(0,1fr)]">
        {changes.map(({ field, before, after }) => (
          <div key={field} className="grid gap-x-4 sm:col-span-2 sm:grid-cols-subgrid">
            <dt className="text-muted-foreground">{fieldLabel(field)}</dt>
            <dd className="grid min-w-0 gap-0.5 font-mono [overflow-wrap:anywhere]">
              {entry.before && <Side sign="−" word="before" text={show(before)} look="text-destructive" />}
              {entry.after && <Side sign="+" word="after" text={show(after)} look="text-success" />}
            </dd>
          </div>
        ))}
      </dl>
      <p className="flex flex-wrap items-center gap-x-3 border-t pt-2 text-muted-foreground">
        <span>{sayAbsolute(entry.created_at)}</span>
        <span className="inline-flex items-center gap-1">
          <code className="font-mono">{entry.subject.id}</code>
          <CopyButton text={entry.subject.id} label="Copy the id" />
        </span>
      </p>
    </div>
  );
}

const Side = ({ sign, word, text, look }: { sign: string; word: string; text: string; look: string }) => (
  <span className="flex gap-2">
    <span aria-hidden="true" className={look}>
      {sign}
    </span>
    <span className="sr-only">{word}:</span>
    <span className="min-w-0">{text}</span>
  </span>
);
