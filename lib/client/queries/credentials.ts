import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { CheckShape, CredentialInput, CredentialShape } from "@/lib/domain/moments/credential";
import { api } from "../api";
import { listAll } from "../lists";
import { useEvery } from "../live";

const listKey = (integration: string) => ["credentials", integration];
const pathOf = (integration: string) => `/api/v1/integrations/${encodeURIComponent(integration)}`;

/** The keys that teams have stored for a tool, newest first; secrets masked. */
export function useCredentials(integration: string, isAsked: boolean) {
  return useQuery({
    queryKey: listKey(integration),
    queryFn: ({ signal }) => listAll<CredentialShape>(`${pathOf(integration)}/credentials`, signal),
    enabled: isAsked,
    refetchInterval: useEvery(),
  });
}

/** What a key's change shows elsewhere: its errors, and what the audit log says. */
function useCredentialChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all([["credentials"], ["integrations", "errors"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Stores a team's key, or changes the one that is stored. */
export const useSaveCredential = (integration: string) =>
  useCredentialChange(({ id, input }: { id: string | null; input: CredentialInput }) =>
    id === null
      ? api<CredentialShape>(`${pathOf(integration)}/credentials`, { method: "POST", body: input })
      : api<CredentialShape>(`/api/v1/credentials/${id}`, { method: "PATCH", body: { config: input.config } }),
  );

export const useDeleteCredential = () => useCredentialChange((id: string) => api<void>(`/api/v1/credentials/${id}`, { method: "DELETE" }));

/** Asks the tool whether it knows a stored key; what it says is kept. */
export const useCheckCredential = () =>
  useCredentialChange((id: string) => api<CheckShape>(`/api/v1/credentials/${id}/check`, { method: "POST" }));

/** The same of a key that is not stored; nothing is kept. */
export const useCheckUnsaved = (integration: string) =>
  useMutation({
    mutationFn: (input: CredentialInput) => api<CheckShape>(`${pathOf(integration)}/check`, { method: "POST", body: input }),
  });
