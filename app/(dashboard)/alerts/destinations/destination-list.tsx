"use client";

import { useSearchParams } from "next/navigation";
import { NoMatch } from "@/components/filtered-list/no-match";
import { ListStates } from "@/components/list/list-states";
import { useRowKeys } from "@/components/list/row-keys";
import { changeAddress } from "@/components/page/address";
import { StaleNotice } from "@/components/ui/error-state";
import { useDestinationHealth, useDestinations } from "@/lib/client/queries/destinations";
import { useKinds } from "@/lib/client/queries/kinds";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { DestinationTable } from "./destination-table";
import { ListFilters } from "./list-filters";
import { NoDestinations } from "./no-destinations";

/** With fewer, looking is quicker than searching. */
const fewDestinations = 5;

export function DestinationList() {
  useRowKeys("search");
  return (
    <ListStates list={useDestinations()} loading="Loading destinations" empty={<NoDestinations />}>
      {(destinations) => <FoundDestinations destinations={destinations} />}
    </ListStates>
  );
}

function FoundDestinations({ destinations }: { destinations: readonly DestinationShape[] }) {
  const params = useSearchParams();
  const q = params.get("q") ?? "";
  const only = params.get("only") ?? "";
  const { data: health, error, refetch } = useDestinationHealth();
  const kinds = useKinds();
  const labelOf = (name: string) => kinds.find(({ kind }) => kind === name)?.label ?? name;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const found = destinations.filter(({ name, kind, target }) => {
    const text = `${name} ${target} ${labelOf(kind)}`.toLowerCase();
    return (!only || kind === only) && words.every((word) => text.includes(word));
  });
  return (
    <>
      {(destinations.length > fewDestinations || q || only) && <ListFilters q={q} only={only} />}
      {error && <StaleNotice error={error} onRetry={() => void refetch()} />}
      {found.length > 0 ? (
        <DestinationTable destinations={found} health={health} isHealthMissing={error !== null && !health} />
      ) : (
        <NoMatch
          title="No destinations match"
          text="None has all of these words in its name, target or kind."
          onClear={() => changeAddress({ q: null, only: null }, "replace")}
        />
      )}
    </>
  );
}
