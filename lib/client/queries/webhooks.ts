import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { EventItemShape } from "@/lib/domain/moments/event";
import type { WebhookCallersShape, WebhookShape, webhookInput, webhookPatch } from "@/lib/domain/moments/webhook";
import { api } from "../api";
import { listAll, type Page } from "../lists";
import { useEvery } from "../live";

const webhooksKey = ["webhooks"];
const oneKey = (id: string) => [...webhooksKey, "one", id];
/** Whole tokens are kept apart: nothing asks for them by itself, as each look is recorded. */
const tokenKey = (id: string) => ["webhook-tokens", id];
const pathOf = (id: string) => `/api/v1/webhooks/${encodeURIComponent(id)}`;

export type WebhookBody = z.input<typeof webhookInput>;
export type WebhookChange = z.input<typeof webhookPatch>;

/** A webhook's whole token, and the URL that holds it. */
export interface WebhookToken {
  token: string;
  url: string;
}

/** The webhooks of a team, newest first. */
export function useWebhooks(teamId: string) {
  return useQuery({
    queryKey: [...webhooksKey, "team", teamId],
    queryFn: ({ signal }) => listAll<WebhookShape>(`/api/v1/webhooks?team_id=${encodeURIComponent(teamId)}`, signal),
    refetchInterval: useEvery(),
  });
}

/** One webhook; null as its id asks nothing. It is asked for again when it expires. */
export function useWebhook(id: string | null, isOff = false) {
  const every = useEvery();
  return useQuery({
    queryKey: oneKey(id ?? ""),
    queryFn: id === null ? skipToken : ({ signal }) => api<WebhookShape>(pathOf(id), { signal }),
    enabled: !isOff,
    refetchInterval: ({ state: { data } }) => {
      const left = data?.expires_at && !data.expired ? Date.parse(data.expires_at) - Date.now() : every;
      return Math.min(every, Math.max(left, 0) + 500);
    },
  });
}

/** How often callers are asked for, in milliseconds: a refused request makes no event, so no notice tells of it. */
const callersEveryMs = 5_000;

/** Who uses a webhook's token. */
export function useWebhookCallers(id: string) {
  return useQuery({
    queryKey: [...webhooksKey, "callers", id],
    queryFn: ({ signal }) => api<WebhookCallersShape>(`${pathOf(id)}/callers`, { signal }),
    refetchInterval: callersEveryMs,
  });
}

/** So many events stand on a webhook's own page. */
const lastEvents = 8;

/** What a webhook received last. */
export function useLastEvents(webhookId: string) {
  return useQuery({
    queryKey: ["events", "last", webhookId],
    queryFn: ({ signal }) =>
      api<Page<EventItemShape>>(`/api/v1/events?webhook_id=${encodeURIComponent(webhookId)}&limit=${lastEvents}`, { signal }),
    refetchInterval: useEvery(),
  });
}

/** What a change answers is shown at once, and what depends on it is asked for again. */
function useWebhookChange<Input, Answer extends WebhookShape>(mutationFn: (input: Input) => Promise<Answer>, isNew = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (webhook) => {
      client.setQueryData(oneKey(webhook.id), webhook);
      // Only the answer that made it holds the whole URL.
      if (isNew) client.setQueryData<WebhookToken>(tokenKey(webhook.id), { token: tokenIn(webhook.url), url: webhook.url });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: webhooksKey }),
  });
}

const tokenIn = (url: string) => url.slice(url.lastIndexOf("/") + 1);

export const useCreateWebhook = () =>
  useWebhookChange((body: WebhookBody) => api<WebhookShape>("/api/v1/webhooks", { method: "POST", body }), true);

export const useUpdateWebhook = () =>
  useWebhookChange(({ id, patch }: { id: string; patch: WebhookChange }) =>
    api<WebhookShape>(pathOf(id), { method: "PATCH", body: patch }),
  );

/** Makes a webhook with a new token in this one's place; resolves with the new one. */
export const useRotateWebhook = () =>
  useWebhookChange(
    ({ id, oldExpiresAt }: { id: string; oldExpiresAt: string }) =>
      api<WebhookShape>(`${pathOf(id)}/rotate`, { method: "POST", body: { old_expires_at: oldExpiresAt } }),
    true,
  );

export function useDeleteWebhook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<void>(pathOf(id), { method: "DELETE" }),
    onSettled: () => void client.invalidateQueries({ queryKey: webhooksKey }),
  });
}

/** The whole token while it is shown, and ways to show, hide and just fetch it. Each fetch is recorded in the audit log. */
export function useWebhookToken(id: string) {
  const client = useQueryClient();
  const { data: shown = null } = useQuery<WebhookToken | null>({ queryKey: tokenKey(id), queryFn: skipToken });
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: () => api<WebhookToken>(`${pathOf(id)}/reveal`, { method: "POST" }),
  });
  const set = (token: WebhookToken | null) => client.setQueryData(tokenKey(id), token);
  return {
    shown,
    isPending,
    error,
    fetchToken: (): Promise<WebhookToken> => (shown ? Promise.resolve(shown) : mutateAsync()),
    show: set,
    hide: () => set(null),
  };
}
