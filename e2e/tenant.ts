import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { newOrganization, type TestOrganization } from "../lib/data/organization.fixture";
import { call } from "./app";
import { patiently } from "./patiently";
import { until } from "./until";

/** The apps that run for the whole project: `npm start`'s own process and plain `next start`. */
export const ways = Object.entries(inject("apps")).map(([way, url]) => ({ way, url }));

type Body = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: an answer's JSON, which the tests look into
type Json = any;
type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => ReturnType<typeof call<Json>>;

/** An organization of a test's own in a running app, and calls with its keys. */
export interface Tenant extends TestOrganization {
  url: string;
  /** Calls with an admin's key. */
  api: Call;
  /** Calls with another key, or with none. */
  as(key: string | null): Call;
  /** Makes something and gives its body; fails on anything but a 201, or a 503 of a machine that other tests keep busy: it asks to send it again. */
  make(noun: string, body: Body): Promise<Json>;
  /** A key with these settings. */
  newKey(body: Body): Promise<string>;
  /** A webhook destination at `hook`, and a subscription to it for names like `pattern`. */
  route(hook: string, pattern?: string): Promise<{ channel: string; destination: string; subscription: string }>;
  /** Publishes one alert and gives its id. */
  publish(body: Body): Promise<string>;
  /** The alert, once `predicate` holds of it. */
  alertWhen(id: string, predicate: (alert: Json) => boolean): Promise<Json>;
}

export async function newTenant(url: string): Promise<Tenant> {
  const organization = await newOrganization();
  const as =
    (key: string | null): Call =>
    (method, path, body, headers) =>
      call(`${path}`.startsWith("http") ? { url: "" } : { url }, key, method, path, body, headers);
  const api = as(organization.apiKey);
  const make = async (noun: string, body: Body) => {
    const headers = { "idempotency-key": randomUUID() };
    const answer = await patiently(() => api("POST", `/api/v1/${noun}`, body, headers));
    if (answer.status !== 201) throw new Error(`${noun}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    ...organization,
    url,
    api,
    as,
    make,
    newKey: async (body) => (await make("api-keys", { name: "Key", ...body })).key,
    async route(hook, pattern = ".*") {
      const { id: channel } = await make("channels", { name: "Channel", pattern });
      const { id: destination } = await make("destinations", { name: "Hook", kind: "webhook", config: { url: hook } });
      const { id: subscription } = await make("subscriptions", { name: "All", channel_ids: [channel], destination_ids: [destination] });
      return { channel, destination, subscription };
    },
    async publish(body) {
      const answer = await api("POST", "/api/v1/alerts", body);
      if (answer.status !== 202) throw new Error(`publish: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.id;
    },
    alertWhen: (id, predicate) => until(async () => (await api("GET", `/api/v1/alerts/${id}`)).body, predicate),
  };
}

export const isRouted = (alert: Json): boolean => alert.trace !== null;
/** Every delivery has come to an end. */
export const isDone = (alert: Json): boolean =>
  isRouted(alert) && alert.deliveries.every(({ status }: { status: string }) => status !== "pending");
