"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";
import { ActorLabel } from "./actor-label";
import { changedFields } from "./audit-changes";
import { auditWords, subjectHref } from "./audit-words";
import { Changes } from "./changes";

export function AuditRow({ entry }: { entry: AuditEntryShape }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const changes = changedFields(entry.before, entry.after);
  const { lead, tail } = auditWords(entry);
  return (
    <li className="border-b">
      <div className={`relative flex items-start gap-2 py-2.5 pr-4 pl-2 sm:pr-6 sm:pl-4 ${changes.length > 0 ? "hover:bg-muted/60" : ""}`}>
        {changes.length > 0 ? (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={`What changed: ${lead} ${entry.subject.name ?? ""} ${tail}`}
            onClick={() => setOpen(!isOpen)}
            className="grid size-5 shrink-0 place-items-center text-muted-foreground after:absolute after:inset-0"
          >
            <ChevronRight aria-hidden="true" className={`size-4 transition-transform ${isOpen ? "rotate-90" : ""}`} />
          </button>
        ) : (
          <span className="size-5 shrink-0" />
        )}
        <div className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <p className="min-w-0 text-pretty [overflow-wrap:anywhere]">
            <ActorLabel actor={entry.actor} /> <Sentence entry={entry} />
          </p>
          <RelativeTime iso={entry.created_at} className="relative text-muted-foreground text-xs" />
        </div>
      </div>
      <div id={id} hidden={!isOpen} className="px-4 pb-4 sm:px-6">
        {isOpen && <Changes entry={entry} changes={changes} />}
      </div>
    </li>
  );
}

function Sentence({ entry }: { entry: AuditEntryShape }) {
  const { lead, name, tail } = auditWords(entry);
  const href = subjectHref(entry);
  return (
    <>
      {lead}{" "}
      {name !== null &&
        (href ? (
          <Link href={href} className="relative font-medium underline decoration-border underline-offset-2 hover:decoration-foreground">
            {name}
          </Link>
        ) : (
          <span className="font-medium">{name}</span>
        ))}{" "}
      {tail}
    </>
  );
}
