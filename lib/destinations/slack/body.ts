import type { Message } from "../../domain/alerts/message";
import { clip } from "../../domain/plain-text";
import { type Fact, facts, headline, problem, showTime } from "../alert-text";

/** Block Kit reference, https://docs.slack.dev/reference/block-kit/blocks: lengths count the escaped text. */
const maxHeaderLength = 150;
const maxSectionLength = 3000;
const maxFieldLength = 2000;
const maxFields = 10;
/** https://docs.slack.dev/reference/methods/chat.postMessage: longer texts are cut there. */
const maxTextLength = 4000;

const marks = { critical: "🔴", error: "🟠", warning: "🟡", info: "🔵" };

/** The JSON of one message: blocks, and a text for notifications. What came with the alert is plain text: escaped, and no mark in it does anything. */
export function slackBody(message: Message, channel?: string): string {
  const { alert, url } = message;
  const told = problem(message);
  const mark = alert.action === "resolve" ? "✅" : marks[alert.severity ?? "info"];
  const title = `${mark} ${headline(message)}`;
  const list = [...standardFacts(message), ...facts(message)].slice(0, maxFields);
  const when = `<!date^${Math.floor(Date.parse(alert.createdAt) / 1000)}^{date_short_pretty} {time_secs}|${escapeMarks(showTime(alert.createdAt))}>`;
  return JSON.stringify({
    ...(channel ? { channel } : {}),
    mrkdwn: false,
    text: escapeTo(told ? `${title}: ${told}` : title, maxTextLength),
    blocks: [
      { type: "header", text: { type: "plain_text", text: escapeTo(title, maxHeaderLength), emoji: false } },
      ...(told ? [{ type: "section", text: { type: "plain_text", text: escapeTo(told, maxSectionLength), emoji: false } }] : []),
      ...(list.length > 0 ? [{ type: "section", fields: list.map(field) }] : []),
      { type: "context", elements: [{ type: "mrkdwn", text: `${when}  ·  <${linkTarget(url)}|Open in Hotline>` }] },
    ],
  });
}

function standardFacts({ alert, test }: Message): Fact[] {
  return [
    { label: "Environment", value: alert.environment ?? "" },
    { label: "Severity", value: alert.severity ?? "" },
    { label: "Note", value: test ? "A test, sent from Hotline. Nothing is wrong." : "" },
  ].filter(({ value }) => value !== "");
}

const field = ({ label, value }: Fact) => ({
  type: "plain_text",
  text: `${escapeTo(label, 100)}\n${escapeTo(value, maxFieldLength - 110)}`,
  emoji: false,
});

/** Slack reads `&`, `<` and `>` as its own marks: `<!channel>` would page everyone. */
const escapeMarks = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Escaped, and at most `max` long with the escapes counted; never cut inside one. */
function escapeTo(text: string, max: number): string {
  const clean = text.replaceAll("\u0000", "");
  for (let length = Math.min(clean.length, max); ; length = Math.floor(length * 0.9)) {
    const escaped = escapeMarks(clip(clean, length));
    if (escaped.length <= max) return escaped;
  }
}

const linkTarget = (url: string): string => escapeMarks(url).replaceAll("|", "%7C");
