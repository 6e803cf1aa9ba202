import pg from "pg";
import { expect, vi } from "vitest";
import { pool } from "./db";

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Parent Relationship"?: string;
  Plans?: Plan[];
}

const flat = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flat)];

/** The plans of what `work` really asks of the database. */
export async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
  const asked: { text: string; values: unknown[] }[] = [];
  const query = vi.spyOn(pg.Client.prototype, "query");
  await work();
  for (const [given, values] of query.mock.calls as unknown as [string | { text: string; values?: unknown[] }, unknown][]) {
    const text = typeof given === "string" ? given : given.text;
    const list = typeof given === "string" ? values : (given.values ?? values);
    if (/^\s*(SELECT|WITH|UPDATE|DELETE|INSERT)/i.test(text)) asked.push({ text, values: Array.isArray(list) ? list : [] });
  }
  query.mockRestore();
  expect(asked.length).toBeGreaterThan(0);
  const plans: Plan[] = [];
  for (const { text, values } of asked) {
    const { rows } = await pool().query<{ "QUERY PLAN": { Plan: Plan }[] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    plans.push(...flat(rows[0]?.["QUERY PLAN"][0]?.Plan as Plan));
  }
  return plans;
}

/** Tables that no page may read whole. */
const big = ["alerts", "deliveries", "attempts", "events", "moments"];
export const scans = (plans: Plan[]) =>
  plans.flatMap((plan) => (plan["Node Type"] === "Seq Scan" && big.includes(plan["Relation Name"] ?? "") ? plan["Relation Name"] : []));
export const indexes = (plans: Plan[]) => new Set(plans.flatMap((plan) => plan["Index Name"] ?? []));
