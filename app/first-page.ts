import { headers } from "next/headers";
import { listAlerts } from "@/lib/data/alerts/alerts";
import { listDestinations } from "@/lib/data/destinations/destinations";
import { readUser } from "@/lib/identity/actor";
import { readCookies } from "@/lib/identity/cookies";

/** Where somebody begins: at the first steps while their organization has neither destinations nor alerts, unless they skipped them; else at the history. */
export async function findFirstPage(): Promise<string> {
  const cookie = (await headers()).get("cookie");
  const user = await readUser(cookie);
  if (!user) return "/sign-in?callbackUrl=/";
  if (readCookies(cookie)["first-run"] === "skipped") return "/alerts/history";
  const one = { limit: 1, cursor: undefined };
  const [destinations, alerts] = await Promise.all([listDestinations(user, one), listAlerts(user, {}, one)]);
  return destinations.data.length + alerts.data.length === 0 ? "/start" : "/alerts/history";
}
