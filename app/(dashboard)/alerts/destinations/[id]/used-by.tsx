"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { EnabledLabel } from "@/components/enabled-label";
import { Scope } from "@/components/list/list-states";
import { LinkButton } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useIsAdmin } from "@/lib/client/queries/me";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";

/** The subscriptions that send to it. */
export function UsedBy({ destinationId }: { destinationId: string }) {
  const isAdmin = useIsAdmin();
  const { data, error } = useSubscriptions();
  const using = data?.filter(({ destination_ids: ids }) => ids.includes(destinationId));
  return (
    <Section
      title="Subscriptions"
      actions={
        isAdmin && (
          <LinkButton size="sm" variant="ghost" href={`/alerts/subscriptions?new=1&destination_id=${destinationId}`}>
            <Plus aria-hidden="true" className="size-3.5" />
            Add
          </LinkButton>
        )
      }
    >
      {using ? (
        <ul className="rounded-lg border">
          {using.length === 0 && (
            <li className="px-4 py-3 text-pretty text-muted-foreground text-sm">No subscription sends here, so it gets no alerts.</li>
          )}
          {using.map(({ id, name, environment, enabled }) => (
            <li key={id} className="flex items-center gap-3 border-b px-4 py-2.5 last:border-b-0">
              <span className="grid min-w-0 flex-1">
                <Link href={`/alerts/subscriptions?edit=${id}`} className="truncate font-medium text-sm hover:underline">
                  {name}
                </Link>
                <Scope environment={environment} />
              </span>
              {!enabled && <EnabledLabel enabled={false} />}
            </li>
          ))}
        </ul>
      ) : error ? (
        <p className="text-destructive text-sm">{error.message}</p>
      ) : (
        <Skeleton className="h-12 w-full" />
      )}
    </Section>
  );
}
