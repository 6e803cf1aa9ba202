import { type Fixture, iso, minutesAgo } from "../fixture";
import { hmacHex } from "../signature";

const page = "https://docs.github.com/en/webhooks/webhook-events-and-payloads";

const signed: Fixture["signed"] = {
  secret: "a secret of GitHub",
  stamped: false,
  sign: (body, _now, secret) => ({ "x-hub-signature-256": `sha256=${hmacHex(secret, body)}` }),
};
const headers = (event: string, id: string) => ({ "x-github-event": event, "x-github-delivery": id, "content-type": "application/json" });
const repository = { id: 9, full_name: "acme/shop", html_url: "https://github.com/acme/shop" };
const sender = { login: "ada" };

const status = (state: string, more: object = {}) => ({
  action: "created",
  deployment_status: {
    id: 71,
    state,
    description: "",
    environment: "production",
    target_url: "",
    log_url: "",
    created_at: iso(minutesAgo(9)),
    updated_at: iso(minutesAgo(8)),
    ...more,
  },
  deployment: { id: 55, sha: "0123456789abcdef0123", ref: "main", task: "deploy", environment: "production" },
  repository,
  sender,
});
const deployment = {
  type: "alert",
  source: "acme/shop",
  occurredAt: minutesAgo(8),
  correlation: "deployment acme/shop production",
  environment: "production",
  externalId: "acme/shop/deployments/55",
} as const;
const build = { build_id: "55", timestamp: iso(minutesAgo(8)), project_name: "acme/shop" };
const failed = {
  ...deployment,
  name: "Deployment failed: acme/shop",
  action: "trigger",
  severity: "error",
  sourceUrl: "https://ci.example.com/55",
  system: { name: "deploy:failed", payload: { ...build, error: "The tests broke." } },
} as const;

const run = (conclusion: string | null, action = "completed") => ({
  action,
  workflow_run: {
    id: 301,
    name: "",
    display_title: "Mend the till",
    conclusion,
    html_url: "https://github.com/acme/shop/actions/runs/301",
    head_branch: "main",
    head_sha: "fedcba98765432100000",
    run_number: 12,
    event: "push",
    workflow_id: 4,
    updated_at: iso(minutesAgo(1)),
  },
  workflow: { id: 4, name: "Checks" },
  repository,
  sender,
});

export const github: readonly Fixture[] = [
  {
    title: "a deployment that failed",
    source: `${page}#deployment_status`,
    headers: headers("deployment_status", "d-1"),
    body: status("failure", { description: "The tests broke.", log_url: "https://ci.example.com/55" }),
    signed,
    expected: { moments: [failed] },
  },
  {
    title: "the same as a form",
    source: "https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks",
    headers: { ...headers("deployment_status", "d-2"), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      payload: JSON.stringify(status("error", { description: "The tests broke.", target_url: "https://ci.example.com/55" })),
    }).toString(),
    signed,
    expected: { moments: [failed] },
  },
  {
    title: "a deployment that succeeded",
    source: `${page}#deployment_status`,
    headers: headers("deployment_status", "d-3"),
    body: status("success"),
    signed,
    expected: {
      moments: [
        {
          ...deployment,
          name: "Deployed: acme/shop",
          action: "resolve",
          severity: "info",
          sourceUrl: "https://github.com/acme/shop/deployments",
          system: { name: "deploy:succeeded", payload: build },
        },
      ],
    },
  },
  ...["in_progress", "queued", "pending", "waiting", "inactive"].map(
    (state, index): Fixture => ({
      title: `a deployment that is ${state}`,
      source: `${page}#deployment_status`,
      headers: headers("deployment_status", `d-4${index}`),
      body: status(state),
      expected: { note: new RegExp(`deployment status ${state} makes no moment`) },
    }),
  ),
  ...["failure", "timed_out", "startup_failure"].map(
    (conclusion, index): Fixture => ({
      title: `a workflow run that ended in ${conclusion}`,
      source: `${page}#workflow_run`,
      headers: headers("workflow_run", `w-1${index}`),
      body: run(conclusion),
      expected: {
        moments: [
          {
            name: "Checks failed: acme/shop",
            type: "alert",
            source: "acme/shop",
            sourceUrl: "https://github.com/acme/shop/actions/runs/301",
            occurredAt: minutesAgo(1),
            action: "trigger",
            correlation: "workflow acme/shop 4 main",
            severity: "error",
            system: null,
          },
        ],
      },
    }),
  ),
  ...["success", "cancelled", "skipped", "neutral", "stale", "action_required"].map(
    (conclusion, index): Fixture => ({
      title: `a workflow run that ended in ${conclusion}, which makes no moment`,
      source: `${page}#workflow_run`,
      headers: headers("workflow_run", `w-3${index}`),
      body: run(conclusion),
      expected: { note: new RegExp(`workflow run \\(${conclusion}\\)`) },
    }),
  ),
  {
    title: "a workflow run that begins",
    source: `${page}#workflow_run`,
    headers: headers("workflow_run", "w-4"),
    body: run(null, "requested"),
    expected: { note: /workflow run \(requested\)/ },
  },
  {
    title: "a ping",
    source: `${page}#ping`,
    headers: headers("ping", "p-1"),
    body: { zen: "Less is more.", hook_id: 1, hook: { type: "Repository" }, repository, sender },
    expected: { note: /A ping of GitHub/ },
  },
  {
    title: "an event that was not asked for",
    source: `${page}#issues`,
    headers: headers("issues", "i-1"),
    body: { action: "opened", issue: { number: 1 }, repository, sender },
    expected: { note: /GitHub's issues makes no moment/ },
  },
  {
    title: "a deployment status without a deployment",
    source: `${page}#deployment_status`,
    headers: headers("deployment_status", "d-5"),
    body: { action: "created", repository, sender },
    expected: { error: /not what GitHub is known to send: deployment_status is missing\./ },
  },
  {
    title: "a deployment that failed, as it was copied: without its headers, and with the run that deployed",
    source: `${page}#deployment_status`,
    body: { ...status("failure", { description: "The tests broke.", log_url: "https://ci.example.com/55" }), workflow_run: { id: 301 } },
    numbered: false,
    expected: { moments: [failed] },
  },
  {
    title: "a workflow run, as it was copied",
    source: `${page}#workflow_run`,
    body: run("failure"),
    numbered: false,
    expected: { moments: [{ name: "Checks failed: acme/shop" }] },
  },
  {
    title: "a ping, as it was copied",
    source: `${page}#ping`,
    body: { zen: "Less is more.", hook_id: 1, hook: { type: "Repository" }, repository, sender },
    numbered: false,
    expected: { note: /A ping of GitHub/ },
  },
  {
    title: "a deployment that failed, of a repository that only an address names, and in capitals",
    source: `${page}#deployment_status`,
    headers: headers("deployment_status", "d-7"),
    body: {
      ...status("FAILURE", {
        description: "The tests broke.",
        log_url: "https://ci.example.com/55",
        repository_url: "https://api.github.com/repos/acme/shop",
      }),
      repository: null,
      deployment: { id: "55" },
    },
    expected: { moments: [failed] },
  },
  {
    title: "a workflow run that does not say that it is completed, of an id that is a text",
    source: `${page}#workflow_run`,
    headers: headers("workflow_run", "w-5"),
    body: { workflow_run: { ...run("failure").workflow_run, id: "301" }, workflow: { name: "Checks" } },
    expected: { moments: [{ name: "Checks failed: acme/shop", correlation: "workflow acme/shop 4 main" }] },
  },
  ...["acme/..", "../shop", "acme", "acme/shop/x", "acme/sh%op", ".", "a".repeat(300)].map(
    (full_name, index): Fixture => ({
      title: `a repository that no API has: ${full_name.slice(0, 20)}`,
      source: `${page}#deployment_status`,
      headers: headers("deployment_status", `d-6${index}`),
      body: { ...status("failure"), repository: { full_name } },
      expected: { moments: [{ externalId: null }] },
    }),
  ),
  {
    title: "a request without its event, of something else",
    source: page,
    body: { action: "opened", issue: { number: 1 }, repository },
    expected: { error: /X-GitHub-Event/ },
  },
];
