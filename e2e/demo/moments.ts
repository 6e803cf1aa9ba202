import type { DemoMoment, DemoWebhook } from "../../prisma/seed";
import type { App } from "../app";
import { call } from "../app";
import type { Api, PublishedAlert } from "./check";

interface Event {
  id: string;
  status: string;
  reason: string | null;
  moments: { name: string; type: string }[];
  alerts: { id: string; name: string }[];
}

/** A request to one of the demo's webhooks, and what the API tells of it. */
export interface PostedMoment {
  webhook: string;
  event_id: string;
  /** What the caller was told. */
  answered: number;
  expected: "success" | "error";
  status: string;
  reason: string | null;
  moments: { name: string; type: string }[];
  alert_ids: string[];
  problems: string[];
}

/** Posts each moment as its tool would, without any key, and reads what became of it. */
export async function postMoments(
  app: Pick<App, "url">,
  given: readonly DemoMoment[],
  webhooks: readonly DemoWebhook[],
  api: Api,
): Promise<PostedMoment[]> {
  const posted: PostedMoment[] = [];
  for (const moment of given) {
    const url = webhooks.find(({ label }) => label === moment.webhook)?.url;
    if (!url) throw new Error(`The demo has no webhook ${moment.webhook}.`);
    const answer = await call<{ id?: string; event_id?: string }>(app, null, "POST", new URL(url).pathname, moment.body);
    const id = answer.body.id ?? answer.body.event_id;
    if (!id) throw new Error(`The webhook ${moment.webhook} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    posted.push(compare(moment, answer.status, await api<Event>("GET", `/api/v1/events/${id}`)));
  }
  return posted;
}

function compare({ webhook, alert, fault }: DemoMoment, answered: number, { id, status, reason, moments, alerts }: Event): PostedMoment {
  const expected = alert ? "success" : "error";
  const count = alert ? 1 : 0;
  const names = alerts.map(({ name }) => name).join(", ") || "none";
  const problems = [
    ...(answered === (alert ? 200 : 422) ? [] : [`its caller was answered ${answered}`]),
    ...(status === expected ? [] : [`${status} instead of ${expected}`]),
    ...(fault && !reason?.includes(fault) ? [`its reason does not name ${fault}: ${reason}`] : []),
    ...(moments.length === count ? [] : [`${moments.length} moments instead of ${count}`]),
    ...(names === (alert?.name ?? "none") ? [] : [`alerts ${names} instead of ${alert?.name ?? "none"}`]),
  ];
  return {
    webhook,
    event_id: id,
    answered,
    expected,
    status,
    reason,
    moments: moments.map(({ name, type }) => ({ name, type })),
    alert_ids: alerts.map((one) => one.id),
    problems: problems.map((words) => `event of ${webhook} (${id}): ${words}`),
  };
}

/** The alerts that the moments became, to look for where they must arrive. */
export const alertsOf = (given: readonly DemoMoment[], posted: readonly PostedMoment[]): PublishedAlert[] =>
  given.flatMap(({ alert }, index) => {
    const id = posted[index]?.alert_ids[0];
    return alert && id ? [{ id, ...alert }] : [];
  });
