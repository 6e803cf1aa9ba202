import { z } from "zod";
import type { OutcomeInfo } from "../../domain/delivering/outcome";
import { hostsSetting, isListedHost } from "../../domain/settings";
import { calledUrl, isBrokenUrl, parseUrl } from "../../domain/url";
import { resultOf, sendHttp } from "../answer";
import type { DestinationKind } from "../kind";
import { daySchedule } from "../retry-schedule";
import { slackBody } from "./body";

const slackHosts = ["hooks.slack.com", "hooks.slack-gov.com"];
/** Slack's names have 80 characters at most. */
const maxChannelLength = 81;

const schema = z.strictObject({
  webhook_url: z
    .string("webhook_url is required: the incoming webhook's URL.")
    .trim()
    .refine((text) => !isBrokenUrl(text), {
      error: "webhook_url must not hold tabs or line breaks: paste it again on one line.",
      abort: true,
    })
    .refine(
      isWebAddress,
      "webhook_url must be the URL that Slack shows, such as https://hooks.slack.com/services/…, without user name or password.",
    )
    .overwrite(calledUrl),
  channel: z
    .string("channel must be text.")
    .max(maxChannelLength, "A channel's name has at most 80 characters.")
    .regex(/^[^\s\p{Cc}]*$/u, "A channel is written without spaces, such as #ops.")
    .optional(),
});

type Config = z.infer<typeof schema>;

const misconfigured = { class: "permanent", configuration: true } as const;
const removed = {
  ...misconfigured,
  sentence: "Slack says this webhook was removed.",
  fix: "Make a new incoming webhook in Slack and paste its URL here.",
};
const malformed = { class: "permanent" as const, sentence: "Slack refused the message's form; it is not repeated." };
const noTeam = { ...misconfigured, sentence: "Slack says this webhook's workspace is gone or disabled." };

/** What Slack answers in words, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors */
const outcomes: Readonly<Record<string, OutcomeInfo>> = {
  invalid_payload: malformed,
  invalid_blocks: malformed,
  no_text: malformed,
  user_not_found: {
    ...misconfigured,
    sentence: "Slack does not know the user to write to.",
    fix: "Correct or remove the channel field.",
  },
  channel_not_found: { ...misconfigured, sentence: "Slack does not know the channel.", fix: "Correct or remove the channel field." },
  channel_is_archived: {
    class: "gone",
    sentence: "The Slack channel is archived.",
    fix: "Unarchive it, or make a webhook for another channel; then enable the destination.",
  },
  action_prohibited: {
    ...misconfigured,
    sentence: "A Slack admin has restricted posting to this channel.",
    fix: "Ask a workspace admin, or use another channel.",
  },
  posting_to_general_channel_denied: {
    ...misconfigured,
    sentence: "Only some people may post to this Slack channel.",
    fix: "Ask a workspace admin, or use another channel.",
  },
  invalid_token: { ...misconfigured, sentence: "Slack says this webhook's URL is not valid.", fix: "Copy the URL from Slack again." },
  no_service: removed,
  no_service_id: removed,
  no_active_hooks: removed,
  no_team: noTeam,
  team_disabled: noTeam,
  workflow_started: {
    ...misconfigured,
    sentence: "Slack answered as a workflow does, not as an incoming webhook: nobody may have seen the alert.",
    fix: "Make an incoming webhook in Slack and paste its URL here; it begins with https://hooks.slack.com/services/.",
  },
  slack_refused: { class: "permanent", sentence: "Slack refused the message; it is not repeated." },
  unexpected_answer: {
    class: "suspect",
    sentence: "Something answered that is not a Slack webhook.",
    fix: "Check that the URL is the one that Slack shows for the incoming webhook.",
  },
};

/** Posts to a Slack incoming webhook. */
export const slack: DestinationKind<Config> = {
  kind: "slack",
  label: "Slack",
  summary: "Posts to a channel through an incoming webhook.",
  icon: "M10 3 8 21M16 3l-2 18M4 9h17M3 15h17",
  schema,
  fields: [
    {
      name: "webhook_url",
      label: "Webhook URL",
      input: "url",
      required: true,
      secret: true,
      placeholder: "https://hooks.slack.com/services/…",
      help: "Whoever has this URL can post to the channel, so it is kept encrypted.",
      // https://api.slack.com/messaging/webhooks
      steps: {
        title: "Where do I find the webhook URL?",
        list: [
          "Open your Slack apps and choose one, or Create New App, From scratch, in the workspace that gets the alerts.",
          "Under Incoming Webhooks, switch Activate Incoming Webhooks on.",
          "Choose Add New Webhook, pick the channel and allow it.",
          "Copy the Webhook URL that is listed then; it starts with https://hooks.slack.com/services/.",
        ],
        link: { label: "Open your Slack apps", url: "https://api.slack.com/apps" },
      },
    },
    {
      name: "channel",
      label: "Channel",
      input: "text",
      required: false,
      placeholder: "#ops",
      help: "Only legacy webhooks follow it; a webhook of a Slack app always posts to the channel it was made for.",
    },
  ],
  settings: { SLACK_WEBHOOK_HOSTS: hostsSetting.optional() },
  outcomes,
  retrySeconds: daySchedule,
  concurrency: 1,
  // "1 message per second", https://docs.slack.dev/apis/web-api/rate-limits
  pacing: { intervalMs: 1000, burst: 1 },
  signed: false,
  receiverFields: ["webhook_url"],
  check: ({ webhook_url }, settings) => {
    const message = hostProblem(webhook_url, settings.SLACK_WEBHOOK_HOSTS) ?? pathProblem(webhook_url);
    return message ? { path: "webhook_url", message } : null;
  },
  describe: ({ webhook_url, channel }) => [channel, parseUrl(webhook_url)?.host].filter(Boolean).join(" · "),
  async send(message, config, io) {
    if (hostProblem(config.webhook_url, io.settings?.SLACK_WEBHOOK_HOSTS)) return resultOf("bad_url", { outcomes });
    const build = () => ({
      url: config.webhook_url,
      method: "POST" as const,
      headers: { "content-type": "application/json", "user-agent": "Hotline/1", "accept-encoding": "identity" },
      body: slackBody(message, config.channel),
    });
    return sendHttp(io, build, { outcomes, secrets: secretsOf(config.webhook_url), judge: judgeOf(config.webhook_url) });
  },
};

/** Slack's word for it comes first, then the status. Only 429, 5xx and network faults are worth a repeat. */
const judgeOf = (webhookUrl: string) => (status: number, body: string | null) => {
  const { word, isRefusal } = body === null ? { word: "" } : wordOf(body, isSlacks(webhookUrl));
  if (status === 200) return word === "ok" || body === null ? null : wordOutcome(word, isRefusal ? "slack_refused" : "unexpected_answer");
  if (status > 200 && status < 300) return "unexpected_answer";
  if (status < 400 || status >= 500 || [408, 410, 425, 429].includes(status)) return wordOutcome(word, null);
  return wordOutcome(word, "slack_refused");
};

/**
 * What an answer says: a word, or as Slack's workflows and other systems write it `{"ok": true}` or `{"ok": false, "error": "a_word"}`. From Slack
 * itself the former is no incoming webhook's answer.
 */
function wordOf(body: string, isFromSlack: boolean): { word: string; isRefusal?: true } {
  const text = body.trim();
  const said = text.startsWith("{") ? readJson(text) : null;
  if (said?.ok === true) return { word: isFromSlack ? "workflow_started" : "ok" };
  if (said?.ok === false) return { word: typeof said.error === "string" ? said.error.toLowerCase() : "", isRefusal: true };
  return { word: text.toLowerCase() };
}

function readJson(text: string): { ok?: unknown; error?: unknown } | null {
  try {
    return JSON.parse(text) as { ok?: unknown; error?: unknown };
  } catch {
    return null;
  }
}

const wordOutcome = <Otherwise>(word: string, otherwise: Otherwise) => (Object.hasOwn(outcomes, word) ? word : otherwise);

const isSlacks = (webhookUrl: string) => slackHosts.includes(parseUrl(webhookUrl)?.host ?? "");

const mustBe = "webhook_url must be an incoming webhook's, which begins with https://hooks.slack.com/services/";

/** Slack has other URLs on its host, which take other things. https://docs.slack.dev/workflows, https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
function pathProblem(webhookUrl: string): string | null {
  const path = parseUrl(webhookUrl)?.pathname ?? "";
  if (!isSlacks(webhookUrl) || /^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(path)) return null;
  if (/^\/(workflows|triggers)\//.test(path))
    return `${mustBe}; this one starts a workflow, which would take an alert and show nothing. Make an incoming webhook for the channel instead.`;
  if (/^\/(commands|actions|app)\//.test(path)) return `${mustBe}; this one answers a command and ends after 30 minutes.`;
  return `${mustBe} and has three more parts, such as https://hooks.slack.com/services/T…/B…/….`;
}

/** By http only the hosts on the operator's list. */
function hostProblem(webhookUrl: string, listed = ""): string | null {
  const url = parseUrl(webhookUrl);
  if ((url !== null && isListedHost(url, listed)) || (url?.protocol === "https:" && slackHosts.includes(url.host))) return null;
  return "webhook_url must start with https://hooks.slack.com/ (an operator can allow other hosts with SLACK_WEBHOOK_HOSTS).";
}

function isWebAddress(text: string): boolean {
  const url = parseUrl(text);
  return url !== null && ["http:", "https:"].includes(url.protocol) && !url.username && !url.password;
}

/** The URL as it is written and as it is sent, and its path alone: each is enough to post with. */
function secretsOf(webhookUrl: string): string[] {
  const url = parseUrl(webhookUrl);
  if (!url) return [webhookUrl];
  const token = url.pathname.split("/").at(-1) ?? "";
  return [webhookUrl, url.href, url.pathname + url.search, url.pathname, url.search, token.length >= 8 ? token : ""];
}
