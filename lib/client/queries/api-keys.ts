import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { ApiKeyBody, ApiKeyShape, newApiKeyShape } from "@/lib/domain/people/api-key";
import { api } from "../api";
import { listAll } from "../lists";

const keysKey = ["api-keys"];

export function useApiKeys() {
  return useQuery({ queryKey: keysKey, queryFn: ({ signal }) => listAll<ApiKeyShape>("/api/v1/api-keys", signal) });
}

/** Makes an API key. The answer alone holds the key itself. */
export function useMakeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: ApiKeyBody) => api<z.infer<typeof newApiKeyShape>>("/api/v1/api-keys", { method: "POST", body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useChangeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...patch }: Partial<ApiKeyBody> & { id: string }) =>
      api<ApiKeyShape>(`/api/v1/api-keys/${id}`, { method: "PATCH", body: patch }),
    onSettled: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}

export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(`/api/v1/api-keys/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}
