import type { Message } from "../../domain/alerts/message";
import { escapeHtml } from "../../domain/html";
import { oneLine } from "../../domain/plain-text";
import { type Fact, facts, headline, problem, showTime } from "../alert-text";

const colours = { critical: "#d92d20", error: "#d92d20", warning: "#b54708", info: "#175cd3" };
const resolvedColour = "#067647";

/** The mail as HTML: inline styles, no tables, no images; colours come from the reader's light or dark theme. */
export function emailHtml(message: Message): string {
  const { alert, url, organization } = message;
  const colour = alert.action === "resolve" ? resolvedColour : colours[alert.severity ?? "info"];
  const told = problem(message);
  const list = factsOf(message).map(
    ({ label, value }) => `<p style="margin:0 0 8px"><span style="opacity:.65">${escapeHtml(label)}</span><br>${escapeHtml(value)}</p>`,
  );
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`,
    `<title>${escapeHtml(headline(message))}</title></head>`,
    `<body style="margin:0;padding:24px;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">`,
    `<div style="max-width:560px;margin:0 auto;border-left:4px solid ${colour};padding-left:16px;overflow-wrap:anywhere">`,
    `<p style="margin:0 0 4px;opacity:.65">${escapeHtml(standing(message))}</p>`,
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(headline(message))}</h1>`,
    told ? `<p style="margin:0 0 16px;white-space:pre-wrap;font-family:ui-monospace,Menlo,Consolas,monospace">${escapeHtml(told)}</p>` : "",
    ...list,
    `<p style="margin:24px 0"><a href="${escapeHtml(url)}">Open the alert in Hotline</a></p>`,
    `<p style="margin:0;opacity:.65;font-size:13px">Sent by Hotline for ${escapeHtml(oneLine(organization))}.</p>`,
    `</div></body></html>`,
  ].join("");
}

/** The same mail as plain text. */
export function emailText(message: Message): string {
  const told = problem(message);
  const lines = factsOf(message).map(({ label, value }) => `${label}: ${value}`);
  const parts = [
    standing(message),
    headline(message),
    told,
    lines.join("\n"),
    message.url,
    `Sent by Hotline for ${oneLine(message.organization)}.`,
  ];
  return `${parts.filter(Boolean).join("\n\n").replaceAll("\u0000", "")}\n`;
}

function standing({ alert, test }: Message): string {
  const state = alert.action === "resolve" ? "Resolved" : (alert.severity ?? "Alert");
  return test ? `${state} · a test, nothing is wrong` : state;
}

function factsOf(message: Message): Fact[] {
  const { alert } = message;
  const environment = alert.environment ? [{ label: "Environment", value: oneLine(alert.environment) }] : [];
  return [
    ...environment,
    ...facts(message),
    { label: "Source", value: oneLine(alert.source) },
    { label: "Time", value: showTime(alert.createdAt) },
  ].filter(({ value }) => value !== "");
}
