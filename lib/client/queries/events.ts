import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { EventCauseShape, EventItemShape, EventShape, retryEventsInput } from "@/lib/domain/moments/event";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { api } from "../api";
import { listAll, type Page } from "../lists";
import { useEvery } from "../live";
import { usePinnedList } from "../pinned-list";

const oneKey = (id: string) => ["events", "one", id];
const pathOf = (id: string) => `/api/v1/events/${encodeURIComponent(id)}`;

/** Events that match the query string (the API's own filter names), newest first; those that came after `since` wait. */
export const useEventList = (query: string, since: number) =>
  usePinnedList<EventItemShape>({ noun: "events", path: "/api/v1/events", query, since, timeOf: ({ received_at }) => received_at });

/** More are not counted: the pill says "100+". */
const maxNew = 100;

/** How many events match the query string that are newer than this one. Null asks nothing. */
export function useNewEvents(query: string, newest: EventItemShape | null) {
  return useQuery({
    queryKey: ["events", "new", query, newest?.id ?? null],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams(query);
      if (newest) params.set("from", newest.received_at);
      params.set("limit", String(maxNew));
      const page = await api<Page<EventItemShape>>(`/api/v1/events?${params}`, { signal });
      return { count: page.data.filter(({ id }) => newest !== null && id > newest.id).length, capped: page.next_cursor !== null };
    },
    enabled: newest !== null,
    placeholderData: keepPreviousData,
    refetchInterval: useEvery(),
  });
}

export function useEvent(id: string, isAsked = true) {
  return useQuery({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => api<EventShape>(pathOf(id), { signal }),
    enabled: isAsked,
    refetchInterval: useEvery(),
  });
}

/** What events errored for, the most recent cause first. */
export function useEventCauses(query: string, isAsked = true) {
  return useQuery({
    queryKey: ["events", "causes", query],
    queryFn: async ({ signal }) => (await api<{ data: EventCauseShape[] }>(`/api/v1/events/causes?${query}`, { signal })).data,
    enabled: isAsked,
    placeholderData: keepPreviousData,
    refetchInterval: useEvery(),
  });
}

/** Reads an event that errored once more; `body` is the text to read in its body's place. */
export function useRetryEvent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: string; body?: string }) => api<EventShape>(`${pathOf(id)}/retry`, { method: "POST", body: { body } }),
    onSuccess: (event) => client.setQueryData(oneKey(event.id), event),
    onSettled: () => client.invalidateQueries({ queryKey: ["events"] }),
  });
}

/** Has every event read again that errored and that this matches. It is done when none waits any more. */
export function useRetryEvents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof retryEventsInput>) =>
      api<{ count: number; more?: true }>("/api/v1/events/retry", { method: "POST", body: input }),
    onSettled: () => client.invalidateQueries({ queryKey: ["events"] }),
  });
}

/** How often a retry under way is looked at, in milliseconds. */
const progressMs = 700;
/** More are not counted. */
const maxWaiting = 200;

/** How many events of this filter wait to be read again, at most 200. */
export function useWaitingEvents(query: string, isAsked: boolean) {
  return useQuery({
    queryKey: ["events", "waiting", query],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/events?${query}&retry_pending=true&limit=${maxWaiting}`;
      return (await api<Page<EventItemShape>>(path, { signal })).data.length;
    },
    enabled: isAsked,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data === 0 ? false : progressMs),
  });
}

/** Every webhook of the organization, for a filter and for what a retry may touch. */
export const useWebhookChoices = () =>
  useQuery({ queryKey: ["webhooks", "all"], queryFn: ({ signal }) => listAll<WebhookShape>("/api/v1/webhooks", signal) });
