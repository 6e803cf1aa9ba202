import { z } from "zod";
import { clip } from "../../domain/plain-text";
import type { Inbound, Parsed, ParsedMoment, Times } from "../integration";
import { cut, facts, httpUrl, instant, moment, part, text, unknownShape } from "../shape";

const repository = part({ full_name: text, html_url: text, name: text, owner: part({ login: text }) });
const login = part({ login: text });

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#deployment_status (read 2026-11-22). */
const deploymentStatus = z.object({
  deployment_status: z.object({
    id: text,
    state: text,
    description: text,
    environment: text,
    target_url: text,
    log_url: text,
    created_at: text,
    updated_at: text,
    creator: login,
    repository_url: text,
  }),
  deployment: part({ id: text, sha: text, ref: text, environment: text }),
  repository,
  sender: login,
});

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run (read 2026-11-22). */
const workflowRun = z.object({
  action: text,
  workflow_run: z.object({
    name: text,
    display_title: text,
    conclusion: text,
    html_url: text,
    head_branch: text,
    head_sha: text,
    run_number: text,
    event: text,
    updated_at: text,
    workflow_id: text,
  }),
  workflow: part({ name: text }),
  repository,
  sender: login,
});

const wordOf = (text: string | null | undefined): string => clip((text ?? "").trim().toLowerCase(), 100);

const failedStates = ["failure", "error"];
/** A success makes no moment: nothing here knows whether the run before it failed, and every green run would be one. */
const failedConclusions = ["failure", "timed_out", "startup_failure"];

/** An address of GitHub's, or of its API's, below a repository. */
const ofRepository = /^https?:\/\/[^/]+\/(?:api\/v3\/)?(?:repos\/)?([\w.-]{1,100}\/[\w.-]{1,100})(?:[/?#]|$)/;

/** The repository's owner and name, also where only an address of it has them. */
function repositoryOf(of: z.infer<typeof repository>, ...urls: readonly (string | null | undefined)[]): string {
  const { full_name, html_url, name, owner } = of ?? {};
  const found = [html_url, ...urls].map((url) => ofRepository.exec(url ?? "")?.[1]).find(Boolean);
  const named = name && owner?.login ? `${owner.login}/${name}` : null;
  return cut((full_name?.includes("/") ? full_name : null) || found || named || full_name || "", 200) || "a repository";
}

/** Where GitHub's API has a deployment, below /repos; null for names that would lead somewhere else. */
function pathOf(fullName: string, id: string | null | undefined): string | null {
  const isName = /^[\w.-]+\/[\w.-]+$/.test(fullName) && !fullName.split("/").some((part) => part === "." || part === "..");
  return isName && id && /^\d+$/.test(id) ? `${fullName}/deployments/${id}` : null;
}

function readDeployment(
  { deployment_status: status, deployment, repository, sender }: z.infer<typeof deploymentStatus>,
  at: Times,
): ParsedMoment | null {
  const state = wordOf(status.state);
  const failed = failedStates.includes(state);
  if (!failed && state !== "success") return null;
  const environment = status.environment || deployment?.environment || null;
  const fullName = repositoryOf(repository, status.repository_url);
  const deployments = repository?.html_url && `${repository.html_url}/deployments`;
  const time = instant(status.updated_at ?? status.created_at, at);
  const build = { build_id: deployment?.id || status.id || "unknown", timestamp: new Date(time).toISOString(), project_name: fullName };
  return moment({
    name: `${failed ? "Deployment failed" : "Deployed"}: ${fullName}`,
    // One type for both: a success resolves the failure before it, and must reach the channels that the failure reached.
    type: "alert",
    source: fullName,
    sourceUrl: httpUrl(status.log_url) ?? httpUrl(status.target_url) ?? httpUrl(deployments),
    description: facts({
      State: state,
      Environment: environment,
      Ref: deployment?.ref,
      Commit: deployment?.sha?.slice(0, 12),
      Says: status.description,
      By: sender?.login ?? status.creator?.login,
    }),
    occurredAt: time,
    action: failed ? "trigger" : "resolve",
    correlation: `deployment ${fullName} ${environment ?? ""}`,
    severity: failed ? "error" : "info",
    environment,
    externalId: pathOf(fullName, deployment?.id),
    system: failed
      ? {
          name: "deploy:failed",
          payload: { ...build, error: cut(status.description ?? "", 4_000) || `GitHub says ${state}.` },
        }
      : { name: "deploy:succeeded", payload: build },
  });
}

function readRun({ action, workflow_run: run, workflow, repository, sender }: z.infer<typeof workflowRun>, at: Times): ParsedMoment | null {
  // Some leave out that it is completed: it has a conclusion then.
  if (wordOf(action || "completed") !== "completed" || !failedConclusions.includes(wordOf(run.conclusion))) return null;
  const fullName = repositoryOf(repository, run.html_url);
  // A run may lack a name: the workflow's own one stays the same from run to run.
  const name = workflow?.name || run.name || "Workflow";
  return moment({
    name: `${name} failed: ${fullName}`,
    type: "alert",
    source: fullName,
    sourceUrl: httpUrl(run.html_url),
    description: facts({
      Conclusion: run.conclusion,
      Title: run.display_title,
      "Started by": run.event,
      Branch: run.head_branch,
      Commit: run.head_sha?.slice(0, 12),
      Run: run.run_number,
      By: sender?.login,
    }),
    occurredAt: instant(run.updated_at, at),
    correlation: `workflow ${fullName} ${run.workflow_id ?? name} ${run.head_branch ?? ""}`,
    severity: "error",
  });
}

const note = (event: string) => ({ ok: true, moments: [], note: `GitHub's ${event} makes no moment.` }) as const;

/** What a body is of, where the header that says so was lost on the way. A deployment's status holds the run that deployed, too. */
function eventOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("zen" in value && "hook" in value) return "ping";
  return ["deployment_status", "workflow_run"].find((event) => event in value);
}

/** The moment of one webhook request of GitHub. */
export function githubMoment({ headers, value, ...at }: Inbound): Parsed {
  const event = headers["x-github-event"]?.trim().toLowerCase() || eventOf(value);
  if (!event) {
    const reason = "The request names no event of GitHub (X-GitHub-Event), and its body is none that makes a moment.";
    return { ok: false, reason, cause: "no X-GitHub-Event" };
  }
  if (event === "ping") return { ok: true, moments: [], note: "A ping of GitHub: the webhook is set up." };
  if (event === "deployment_status") {
    const parsed = deploymentStatus.safeParse(value);
    if (!parsed.success) return unknownShape("GitHub", parsed.error);
    const read = readDeployment(parsed.data, at);
    return read ? { ok: true, moments: [read] } : note(`deployment status ${wordOf(parsed.data.deployment_status.state)}`);
  }
  if (event === "workflow_run") {
    const parsed = workflowRun.safeParse(value);
    if (!parsed.success) return unknownShape("GitHub", parsed.error);
    const read = readRun(parsed.data, at);
    const { action, workflow_run } = parsed.data;
    return read
      ? { ok: true, moments: [read] }
      : note(`workflow run (${wordOf(action || "completed") === "completed" ? wordOf(workflow_run.conclusion) : wordOf(action)})`);
  }
  return note(clip(event, 64));
}
