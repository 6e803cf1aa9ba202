"use client";

import { UserPen } from "lucide-react";
import { useState } from "react";
import { useAuditOf } from "@/lib/client/queries/audit";
import { useMe } from "@/lib/client/queries/me";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { changeSince } from "./changed-elsewhere";

interface Props {
  /** What the form is about, by its id. */
  id: string;
  /** The form has sent something itself. */
  hasSent: boolean;
  /** Takes over what the form does not show yet; null when it shows everything. */
  load: (() => void) | null;
}

/** Who changed what the form is about, and what of it, since it was opened. */
export function ChangedNotice({ id, hasSent, load }: Props) {
  const entries = useAuditOf(id).data;
  const me = useMe().data?.user?.id ?? null;
  const [seen, setSeen] = useState<{ id: string | null } | null>(null);
  if (entries && seen === null) setSeen({ id: entries[0]?.id ?? null });
  const change = entries && seen ? changeSince(entries, seen.id, hasSent ? me : null) : null;
  const takeOver = () => {
    load?.();
    setSeen({ id: entries?.[0]?.id ?? null });
  };
  return (
    <div role="status" className={change ? "" : "sr-only"}>
      {change && (
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md border bg-muted/60 px-3 py-2 text-sm">
          <UserPen aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 flex-1 text-pretty [overflow-wrap:anywhere]">
            {change.who} {change.verb} this <RelativeTime iso={change.at} />
            {change.fields.length > 0 && `: ${change.fields.join(", ")}`}.
          </span>
          {change.verb !== "deleted" && load && (
            <Button size="sm" onClick={takeOver} title="What you typed stays.">
              Load it
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
