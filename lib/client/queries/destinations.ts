import { useMutation, useQuery } from "@tanstack/react-query";
import type { DestinationInput, DestinationPatch, DestinationShape, TestShape } from "@/lib/domain/delivering/destination";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { api } from "../api";
import { listKey, oneKey, useCreate, useDelete, useRefreshConfiguration, useUpdate } from "../changes";
import { listAll } from "../lists";
import { useEvery } from "../live";

const pathOf = (id: string) => `/api/v1/destinations/${encodeURIComponent(id)}`;

export function useDestinations() {
  return useQuery({
    queryKey: listKey("destinations"),
    queryFn: ({ signal }) => listAll<DestinationShape>("/api/v1/destinations", signal),
  });
}

/** One destination. With `isGone` what is known of it stays, and it is not asked for again. */
export function useDestination(id: string, isGone = false) {
  return useQuery({
    queryKey: oneKey("destinations", id),
    queryFn: ({ signal }) => api<DestinationShape>(pathOf(id), { signal }),
    enabled: !isGone,
  });
}

/** How each destination has fared in the last 24 hours. */
export function useDestinationHealth() {
  return useQuery({
    queryKey: ["destinations", "health"],
    queryFn: async ({ signal }) => (await api<{ data: DestinationHealthShape[] }>("/api/v1/destinations/health", { signal })).data,
    refetchInterval: useEvery(),
  });
}

type NewDestination = Omit<DestinationInput, "enabled"> & { enabled?: boolean };

export const useCreateDestination = () => useCreate<DestinationShape, NewDestination>("destinations");
export const useUpdateDestination = () => useUpdate<DestinationShape, DestinationPatch>("destinations");
export const useDeleteDestination = () => useDelete<DestinationShape>("destinations");

/** Sends a sample: to a saved destination, as it is or as a config would make it, or to one that is not saved yet. */
export function useTestDestination() {
  return useMutation({
    mutationFn: (what: { id: string; config?: Record<string, unknown> } | { kind: string; config: Record<string, unknown> }) =>
      "id" in what
        ? api<TestShape>(`${pathOf(what.id)}/test`, { method: "POST", body: { config: what.config } })
        : api<TestShape>("/api/v1/destinations/test", { method: "POST", body: what }),
  });
}

/** Mails the link that confirms the destination's address once more. */
export function useSendVerification() {
  return useMutation({ mutationFn: (id: string) => api<{ sent_to: string }>(`${pathOf(id)}/verification`, { method: "POST" }) });
}

/** The signing secret in clear; each reveal is audited. Not kept in the cache. */
export function useRevealSigningSecret() {
  return useMutation({ mutationFn: (id: string) => api<{ secret: string }>(`${pathOf(id)}/signing-secret`), gcTime: 0 });
}

/** Makes a new signing secret; the old one signs beside it for `oldValidHours` (24 unless given). */
export function useRotateSigningSecret() {
  const refresh = useRefreshConfiguration();
  return useMutation({
    mutationFn: ({ id, oldValidHours }: { id: string; oldValidHours?: number }) =>
      api<{ secret: string }>(`${pathOf(id)}/signing-secret/rotate`, { method: "POST", body: { old_valid_hours: oldValidHours } }),
    onSuccess: refresh,
    gcTime: 0,
  });
}
