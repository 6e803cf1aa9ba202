"use client";

import { CircleX, Pencil, RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { useRetryEvent } from "@/lib/client/queries/events";
import type { EventShape } from "@/lib/domain/moments/event";
import { notTheirs } from "../may-manage";
import { RetryCause } from "./retry-cause";
import { isDoubtful } from "./verdict-label";

const BodyEditor = dynamic(() => import("./body-editor").then((module) => module.BodyEditor));

/** Why an event errored, and the ways to put it right. */
export function EventProblem({ event }: { event: EventShape }) {
  const [isEditing, setEditing] = useState(false);
  const [attempt, setAttempt] = useState<string | null>(null);
  const router = useRouter();
  const page = `/integrations/events/${event.id}`;
  const isPage = usePathname() === page;
  const { show } = useToast();
  const retry = useRetryEvent();
  const reason = event.may_manage ? null : notTheirs;
  const waits = event.retry_pending ? "It waits to be read again." : null;

  function send(body?: string): void {
    if (retry.isPending) return;
    setAttempt(null);
    // What is good now is drawn by another component: a callback of the mutation would not be called any more.
    retry.mutateAsync({ id: event.id, body }).then(
      (read) => {
        if (read.status === "error") return setAttempt(`Read again, and still an error: ${read.reason ?? ""}`);
        setEditing(false);
        show({
          tone: "success",
          title: "The event is good now",
          description: sayMoments(read.moments.length),
          // A list of errors shows it no longer.
          action: isPage ? undefined : { label: "Open it", onClick: () => router.push(page) },
        });
      },
      ({ message }: Error) => setAttempt(message),
    );
  }

  return (
    <section aria-label="What is wrong" className="grid grid-cols-1 gap-3 rounded-md border border-destructive/40 bg-destructive/5 p-3">
      <p className="flex items-start gap-2">
        <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-destructive" />
        <span className="min-w-0 text-pretty [overflow-wrap:anywhere]">
          <span className="font-medium">{event.reason}</span>{" "}
          {event.corrected && <span className="text-muted-foreground">With the corrected body. </span>}
          {isDoubtful(event.verdict) && (
            <span className="text-muted-foreground">Its signature could not be trusted: with a retry you vouch for it.</span>
          )}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" disabledReason={reason ?? waits} disabled={retry.isPending} onClick={() => send()}>
          <RotateCw aria-hidden="true" className="size-3.5" />
          {retry.isPending && !isEditing ? "Retrying…" : "Retry"}
        </Button>
        <Button size="sm" disabledReason={reason ?? waits} aria-expanded={isEditing} onClick={() => setEditing(!isEditing)}>
          <Pencil aria-hidden="true" className="size-3.5" />
          Correct and retry
        </Button>
        {event.cause !== null && <RetryCause cause={event.cause} integration={event.integration} />}
      </div>
      <p role="status" className="text-destructive text-pretty empty:hidden">
        {attempt}
      </p>
      {isEditing && <BodyEditor event={event} isBusy={retry.isPending} onRetry={send} onCancel={() => setEditing(false)} />}
    </section>
  );
}

const sayMoments = (count: number): string =>
  count === 0
    ? "It says nothing that is a moment."
    : count === 1
      ? "Its moment and alert are made."
      : `Its ${count} moments and their alerts are made.`;
