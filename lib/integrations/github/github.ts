import { z } from "zod";
import { ask } from "../ask";
import type { Integration } from "../integration";
import { facts, part, text } from "../shape";
import { verifyHex } from "../signature";
import { githubMoment } from "./moment";

const login = part({ login: text });

/** https://docs.github.com/en/rest/deployments/deployments#get-a-deployment (read 2026-11-22). */
const deploymentShape = z.object({
  task: text,
  description: text,
  creator: login,
  created_at: text,
});

const headersOf = (token: string) => ({
  authorization: `Bearer ${token}`,
  accept: "application/vnd.github+json",
  "x-github-api-version": "2022-11-28",
  "user-agent": "hotline",
});

export const github: Integration = {
  integration: "github",
  label: "GitHub",
  summary: "Deployments and workflow runs of a repository or an organization",
  icon: "M9 19c-4 1.5-4-2-6-2m12 4v-3.5c0-1 .1-1.4-.5-2 2.8-.3 5.5-1.4 5.5-6a4.6 4.6 0 0 0-1.3-3.2 4.2 4.2 0 0 0-.1-3.2s-1.1-.3-3.5 1.3a12 12 0 0 0-6.2 0C6.5 2.8 5.4 3.1 5.4 3.1a4.2 4.2 0 0 0-.1 3.2A4.6 4.6 0 0 0 4 9.5c0 4.6 2.7 5.7 5.5 6-.6.6-.6 1.2-.5 2V21",
  setup: {
    steps: [
      "In GitHub, open the repository's or the organization's Settings, then Webhooks, and choose Add webhook.",
      "Paste this webhook's URL, choose application/json, and make up a secret: paste it here as the signing secret.",
      "Choose individual events: Deployment statuses and Workflow runs.",
    ],
    link: { label: "GitHub's webhooks", url: "https://docs.github.com/en/webhooks/using-webhooks/creating-webhooks" },
  },
  signature: { header: "X-Hub-Signature-256", help: "The secret that you gave the webhook in GitHub." },
  requestId: ({ headers }) => headers["x-github-delivery"] ?? null,
  verify(secrets, { headers, body }) {
    const signature = headers["x-hub-signature-256"] ?? "";
    return verifyHex(secrets, signature.startsWith("sha256=") ? [signature.slice("sha256=".length)] : [], body);
  },
  parse: githubMoment,
  tellsCaller: false,
  contact: {
    fields: [
      {
        name: "api_key",
        label: "Access token",
        input: "text",
        required: true,
        secret: true,
        help: "A fine-grained token that may read deployments: Settings, Developer settings, Personal access tokens.",
      },
    ],
    baseUrl: () => "https://api.github.com",
    setting: "GITHUB_API_URL",
    async check({ api_key = "" }, io) {
      const answer = await ask(io, { method: "GET", path: "/user", headers: headersOf(api_key), body: "", label: "GitHub" });
      if (!answer.ok) return answer;
      return { ok: true, value: `GitHub knows this token as ${login.parse(answer.value)?.login ?? "somebody"}.` };
    },
    async enrich(deployment, { api_key = "" }, io) {
      const path = `/repos/${deployment.split("/").map(encodeURIComponent).join("/")}`;
      const answer = await ask(io, { method: "GET", path, headers: headersOf(api_key), body: "", label: "GitHub" });
      if (!answer.ok) return answer;
      const parsed = deploymentShape.safeParse(answer.value);
      if (!parsed.success) return { ok: true, value: "" };
      const { task, description, creator, created_at } = parsed.data;
      return { ok: true, value: facts({ Task: task, Description: description, "Deployed by": creator?.login, Began: created_at }) };
    },
  },
};
