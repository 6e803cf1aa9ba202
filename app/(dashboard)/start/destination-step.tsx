"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { DestinationDrawer } from "@/components/destination/destination-drawer";
import { KindIcon } from "@/components/kind-icon";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { useTestDestination } from "@/lib/client/queries/destinations";
import { useKind, useKinds } from "@/lib/client/queries/kinds";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationShape } from "@/lib/domain/delivering/destination";

const TestResult = dynamic(() => import("@/components/destination/test-result").then((module) => module.TestResult));

/** Destinations that are shown before the others are counted. */
const maxShown = 3;

export function DestinationStep({ destinations }: { destinations: readonly DestinationShape[] }) {
  const { reason } = useRole();
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<string | null>(null);
  const open = (chosen: string | null) => {
    setKind(chosen);
    setOpen(true);
  };
  return (
    <>
      {destinations.length === 0 ? (
        <Tiles onChoose={open} disabledReason={reason} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <ul className="divide-y rounded-lg border bg-card">
            {destinations.slice(0, maxShown).map((destination) => (
              <Made key={destination.id} destination={destination} />
            ))}
          </ul>
          <div className="flex flex-wrap items-center gap-3 text-sm">
            <Button size="sm" variant="ghost" disabledReason={reason} onClick={() => open(null)}>
              <Plus aria-hidden="true" className="size-3.5" />
              Add another
            </Button>
            {destinations.length > maxShown && (
              <Link href="/alerts/destinations" className="text-muted-foreground text-xs underline-offset-2 hover:underline">
                and {destinations.length - maxShown} more
              </Link>
            )}
          </div>
        </div>
      )}
      <DestinationDrawer open={isOpen} onOpenChange={setOpen} kind={kind ?? undefined} onKindChange={setKind} />
    </>
  );
}

const Tiles = ({ onChoose, disabledReason }: { onChoose: (kind: string) => void; disabledReason?: string }) => (
  <ul className="grid gap-2 sm:grid-cols-2">
    {useKinds().map(({ kind, label, summary }) => (
      <li key={kind}>
        <Button
          disabledReason={disabledReason}
          onClick={() => onChoose(kind)}
          className="h-full! w-full items-start! justify-start! gap-3! whitespace-normal! px-3.5! py-3! text-left"
        >
          <KindIcon kind={kind} className="mt-0.5 size-5" />
          <span className="min-w-0 flex-1">
            <span className="block">{label}</span>
            <span className="block text-pretty font-normal text-muted-foreground text-xs">{summary}</span>
          </span>
        </Button>
      </li>
    ))}
  </ul>
);

function Made({ destination }: { destination: DestinationShape }) {
  const { id, name, target, verified } = destination;
  const { reason } = useRole();
  const kind = useKind(destination.kind);
  const test = useTestDestination();
  const once = useOnce();
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <KindIcon kind={destination.kind} className="size-5" />
        <span className="min-w-0 flex-1 basis-40">
          <Link
            href={`/alerts/destinations/${id}`}
            prefetch={false}
            className="block truncate font-medium text-sm underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          <span className="block truncate text-muted-foreground text-xs">
            {[kind?.label, target].filter((part) => part && part !== name).join(" · ")}
          </span>
        </span>
        <Button size="sm" disabledReason={test.isPending ? "Sending…" : reason} onClick={() => once(() => test.mutateAsync({ id }))}>
          {test.isPending ? "Sending…" : "Send test"}
        </Button>
      </div>
      {!verified && <p className="text-warning text-xs">The address is not confirmed yet: open the link that was mailed to it.</p>}
      {test.data && <TestResult kind={kind} result={test.data} />}
      {test.error && (
        <p role="alert" className="text-destructive text-sm">
          {test.error.message}
        </p>
      )}
    </li>
  );
}
