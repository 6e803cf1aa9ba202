import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "./api";

/** The lists that make up the routing configuration. What depends on them is asked for again after each change. */
const configuration: readonly QueryKey[] = [["channels"], ["destinations"], ["subscriptions"], ["environments"], ["explain"], ["backtest"]];

type Noun = "channels" | "destinations" | "subscriptions" | "environments";

export const listKey = (noun: Noun): QueryKey => [noun, "list"];
export const oneKey = (noun: Noun, id: string): QueryKey => [noun, "one", id];
const pathOf = (noun: Noun, id: string) => `/api/v1/${noun}/${encodeURIComponent(id)}`;

/** Asks again for all that a change of the configuration may alter. Nobody waits for the answers: the change itself is done. */
export function useRefreshConfiguration(): () => void {
  const client = useQueryClient();
  return () => {
    for (const queryKey of configuration) void client.invalidateQueries({ queryKey });
  };
}

/** Makes an entry. It is in its list as soon as the API has answered. */
export function useCreate<Shape extends { id: string }, Input>(noun: Noun) {
  const client = useQueryClient();
  const refresh = useRefreshConfiguration();
  return useMutation({
    mutationFn: (input: Input) => api<Shape>(`/api/v1/${noun}`, { method: "POST", body: input }),
    onSuccess: (entry) => {
      client.setQueryData<Shape[]>(listKey(noun), (list) => list && [entry, ...list]);
      client.setQueryData(oneKey(noun, entry.id), entry);
      refresh();
    },
  });
}

/** What a page may show before the answer: nothing of it is computed by the server. */
interface Immediate {
  name?: string;
  enabled?: boolean;
}

/** Changes an entry. Its name and whether it is enabled show at once, and are taken back when the change is refused. */
export function useUpdate<Shape extends { id: string }, Patch extends object>(noun: Noun) {
  const client = useQueryClient();
  const refresh = useRefreshConfiguration();
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: Patch }) => api<Shape>(pathOf(noun, id), { method: "PATCH", body: patch }),
    onMutate: ({ id, patch }) => {
      const { name, enabled } = patch as Immediate;
      const shown: Immediate = { ...(name === undefined ? {} : { name }), ...(enabled === undefined ? {} : { enabled }) };
      return showAtOnce<Shape>(client, noun, (list) => list.map((entry) => (entry.id === id ? { ...entry, ...shown } : entry)));
    },
    onError: (_error, _change, undo) => undo?.(),
    onSuccess: (entry) => {
      client.setQueryData<Shape[]>(listKey(noun), (list) => list?.map((other) => (other.id === entry.id ? entry : other)));
      client.setQueryData(oneKey(noun, entry.id), entry);
    },
    onSettled: refresh,
  });
}

/** Deletes an entry. It is gone from its list at once, and comes back when the deletion is refused. */
export function useDelete<Shape extends { id: string }>(noun: Noun) {
  const client = useQueryClient();
  const refresh = useRefreshConfiguration();
  return useMutation({
    mutationFn: (id: string) => api<void>(pathOf(noun, id), { method: "DELETE" }),
    onMutate: (id) => showAtOnce<Shape>(client, noun, (list) => list.filter((entry) => entry.id !== id)),
    onError: (_error, _id, undo) => undo?.(),
    onSettled: refresh,
  });
}

/** Changes a list in the cache; resolves with what takes that back. */
async function showAtOnce<Shape>(client: ReturnType<typeof useQueryClient>, noun: Noun, change: (list: Shape[]) => Shape[]) {
  const queryKey = listKey(noun);
  await client.cancelQueries({ queryKey });
  const before = client.getQueryData<Shape[]>(queryKey);
  if (before) client.setQueryData(queryKey, change(before));
  return () => {
    if (before) client.setQueryData(queryKey, before);
  };
}
