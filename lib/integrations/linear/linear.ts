import { z } from "zod";
import { redact } from "../../domain/redact";
import { ask, keysOf } from "../ask";
import type { Integration, ToolIo, ToolResult } from "../integration";
import { cut, facts, list, named, number, part, text } from "../shape";
import { verifyHex } from "../signature";
import { linearMoment } from "./moment";

/** How far webhookTimestamp may be from now, in milliseconds (https://linear.app/developers/webhooks, read 2026-11-22). */
const toleranceMs = 60_000;
const stamped = z.object({ webhookTimestamp: number.pipe(z.number()) });

/** https://linear.app/developers/graphql (read 2026-11-22). */
const answerShape = z.object({
  data: z
    .object({
      viewer: named,
      issue: z
        .object({
          state: named,
          assignee: named,
          project: named,
          dueDate: text,
          labels: part({ nodes: list(named) }),
        })
        .nullish(),
    })
    .nullish(),
  errors: z.array(z.object({ message: text })).nullish(),
});
type Answered = NonNullable<z.infer<typeof answerShape>["data"]>;

/** One GraphQL query; errors come with 200 or 400 there. */
async function query(io: ToolIo, { api_key = "" }: Record<string, string>, text: string, variables: object): Promise<ToolResult<Answered>> {
  const headers = { authorization: api_key, "content-type": "application/json", accept: "application/json" };
  const body = JSON.stringify({ query: text, variables });
  const answer = await ask(io, { method: "POST", path: "/graphql", headers, body, label: "Linear" });
  if (!answer.ok) return answer;
  const parsed = answerShape.safeParse(answer.value);
  const said = parsed.success ? parsed.data.errors?.[0]?.message : "an answer of another shape";
  if (parsed.success && parsed.data.data && !said) return { ok: true, value: parsed.data.data };
  const error = `Linear answered with an error: ${cut(redact(said ?? "no data", keysOf(headers)), 200)}`;
  return {
    ok: false,
    outcome: "unexpected_answer",
    statusCode: 200,
    error,
    fix: "Look whether the key may read this issue's team.",
    retryAt: null,
  };
}

export const linear: Integration = {
  integration: "linear",
  label: "Linear",
  summary: "Issues that are made, changed and closed",
  icon: "M4 13a8 8 0 0 0 7 7M4 9.5A8 8 0 0 1 14.5 20M6.5 6.5l11 11M9.5 4.5a8 8 0 0 1 10 10",
  setup: {
    steps: [
      "In Linear, open Settings, then API, and choose New webhook.",
      "Paste this webhook's URL, and tick Issues.",
      "Linear shows the webhook's signing secret: paste it here.",
    ],
    link: { label: "Linear's webhooks", url: "https://linear.app/settings/api" },
  },
  signature: { header: "Linear-Signature", help: "Linear shows it on the webhook's own page: Signing secret." },
  requestId: ({ headers }) => headers["linear-delivery"] ?? null,
  verify(secrets, { headers, body, value, now }) {
    const verdict = verifyHex(secrets, [headers["linear-signature"] ?? ""].filter(Boolean), body);
    if (verdict !== "valid") return verdict;
    const parsed = stamped.safeParse(value);
    // The stamp is a part of what is signed: a body without one could be repeated for ever.
    return parsed.success && Math.abs(now - parsed.data.webhookTimestamp) <= toleranceMs ? "valid" : "stale";
  },
  parse: linearMoment,
  tellsCaller: false,
  contact: {
    fields: [
      {
        name: "api_key",
        label: "API key",
        input: "text",
        required: true,
        secret: true,
        help: "Settings, Security & access, Personal API keys. Read access is enough.",
      },
    ],
    baseUrl: () => "https://api.linear.app",
    setting: "LINEAR_API_URL",
    async check(config, io) {
      const answer = await query(io, config, "{ viewer { name } }", {});
      return answer.ok ? { ok: true, value: `Linear knows this key as ${answer.value.viewer?.name ?? "somebody"}.` } : answer;
    },
    async enrich(issueId, config, io) {
      const asked =
        "query ($id: String!) { issue(id: $id) { state { name } assignee { name } project { name } dueDate labels { nodes { name } } } }";
      const answer = await query(io, config, asked, { id: issueId });
      if (!answer.ok) return answer;
      const { issue } = answer.value;
      const value = facts({
        State: issue?.state?.name,
        Assignee: issue?.assignee?.name,
        Project: issue?.project?.name,
        Due: issue?.dueDate,
        Labels: issue?.labels?.nodes
          ?.map((label) => label?.name)
          .filter(Boolean)
          .join(", "),
      });
      return { ok: true, value };
    },
  },
};
