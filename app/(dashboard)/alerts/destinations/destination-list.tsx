"use client";

import { Send } from "lucide-react";
import { ApiExample } from "@/components/api-example";
import { EnabledLabel } from "@/components/enabled-label";
import { KindIcon } from "@/components/kind-icon";
import { ListRow, ListStates } from "@/components/list-states";
import { EmptyState } from "@/components/ui/empty-state";
import { useDestinations } from "@/lib/client/queries/destinations";
import { kindOf, kinds } from "@/lib/destinations";
import type { DestinationShape } from "@/lib/domain/destination";
import { sayDisabledReason } from "@/lib/domain/disabled";

export function DestinationList() {
  return (
    <ListStates list={useDestinations()} loading="Loading destinations" empty={<NoDestinations />}>
      {(destinations) => (
        <ul>
          {destinations.map((destination) => (
            <DestinationRow key={destination.id} destination={destination} />
          ))}
        </ul>
      )}
    </ListStates>
  );
}

function DestinationRow({ destination }: { destination: DestinationShape }) {
  const { name, kind, target, enabled, disabled_reason: reason, verified } = destination;
  return (
    <ListRow>
      <KindIcon kind={kind} />
      <span className="min-w-0 flex-1 basis-40">
        <span className="block truncate font-medium text-sm">{name}</span>
        <span className="block truncate text-muted-foreground text-xs" title={target}>
          {[kindOf(kind)?.label ?? kind, target].filter(Boolean).join(" · ")}
        </span>
      </span>
      <span className="flex flex-col items-end gap-0.5 max-sm:w-full max-sm:items-start max-sm:pl-8">
        <EnabledLabel enabled={enabled} />
        {!enabled && reason && <span className="text-muted-foreground text-xs">{sayDisabledReason(reason)}</span>}
        {!verified && <span className="text-warning text-xs">The address is not confirmed yet.</span>}
      </span>
    </ListRow>
  );
}

/** The first kind of the registry, with what its form suggests. */
/** The first kind of the registry, with its own placeholders. */
const example = kinds.slice(0, 1).map(({ kind, label, fields }) => ({
  name: `${label} of on-call`,
  kind,
  config: Object.fromEntries(
    fields.filter(({ required }) => required).map((field) => [field.name, field.placeholder ?? field.options?.[0]?.value]),
  ),
}))[0];

const NoDestinations = () => (
  <EmptyState
    icon={Send}
    title="No destinations yet"
    text={`A destination is where alerts go. Its kind is one of ${kinds.map(({ label }) => label).join(", ")}. Make one through the API with a key of scope admin:`}
  >
    <ApiExample path="/api/v1/destinations" body={example} />
  </EmptyState>
);
