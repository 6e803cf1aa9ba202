"use client";

import { SearchX } from "lucide-react";
import { useState } from "react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useDestination, useDestinationHealth } from "@/lib/client/queries/destinations";
import { useKind } from "@/lib/client/queries/kinds";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { DrawerFromUrl } from "../drawer-from-url";
import { ConfigSection } from "./config-section";
import { DestinationHeader } from "./destination-header";
import { Health } from "./health";
import { RecentDeliveries } from "./recent-deliveries";
import { SigningSecret } from "./signing-secret";
import { StandingNotices } from "./standing-notices";
import { UsedBy } from "./used-by";

export function DestinationView({ id }: { id: string }) {
  const [isDeleting, setDeleting] = useState(false);
  const { data, error, refetch } = useDestination(id, isDeleting);
  const retry = () => void refetch();
  const isUnknown = error instanceof ApiError && error.status === 404;
  if (!data || isUnknown)
    return (
      <>
        <PageHeader back={{ href: "/alerts/destinations", label: "Destinations" }} title="Destination" />
        {isUnknown && <NotFound />}
        {error && !isUnknown && <ErrorState error={error} onRetry={retry} />}
        {!error && <SkeletonRows label="Loading the destination" />}
      </>
    );
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <Destination destination={data} onDeleting={setDeleting} />
      <DrawerFromUrl />
    </>
  );
}

interface Props {
  destination: DestinationShape;
  onDeleting: (isDeleting: boolean) => void;
}

function Destination({ destination, onDeleting }: Props) {
  const kind = useKind(destination.kind);
  const health = useDestinationHealth();
  const mine = health.data?.find(({ destination_id: id }) => id === destination.id);
  return (
    <>
      <DestinationHeader destination={destination} kind={kind} onDeleting={onDeleting} />
      <div className="grid gap-x-8 gap-y-7 px-4 pb-10 sm:px-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <StandingNotices destination={destination} health={mine} />
        <div className="grid min-w-0 content-start gap-7">
          <Health name={destination.name} health={mine} kind={kind} error={health.error} onRetry={() => void health.refetch()} />
          <RecentDeliveries destinationId={destination.id} kind={kind} />
        </div>
        <div className="grid min-w-0 content-start gap-7">
          <UsedBy destinationId={destination.id} />
          <ConfigSection destination={destination} kind={kind} />
          {kind?.signed && <SigningSecret destinationId={destination.id} />}
        </div>
      </div>
    </>
  );
}

const NotFound = () => (
  <EmptyState icon={SearchX} title="There is no such destination" text="It was deleted, or the address is of another organization.">
    <LinkButton href="/alerts/destinations">All destinations</LinkButton>
  </EmptyState>
);
