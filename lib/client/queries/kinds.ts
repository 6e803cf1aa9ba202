import { useQuery } from "@tanstack/react-query";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import { api } from "../api";

/** The dashboard's layout puts it into the cache, so it is there from the first paint. */
export const kindsKey = ["destination-kinds"];

const none: readonly DestinationKindShape[] = [];

/** Every kind of destination. */
export function useKinds(): readonly DestinationKindShape[] {
  const { data = none } = useQuery({
    queryKey: kindsKey,
    queryFn: async ({ signal }) => (await api<{ data: DestinationKindShape[] }>("/api/v1/destination-kinds", { signal })).data,
    // Kinds change with the installation only.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** The kind of that name; null for one that this installation does not have. */
export const useKind = (name: string): DestinationKindShape | null => useKinds().find(({ kind }) => kind === name) ?? null;
