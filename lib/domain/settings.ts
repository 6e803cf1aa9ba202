import { z } from "zod";
import { parseUrl } from "./url";

/** A setting's text that is read with nothing around it, and refused in words: `faultOf` says what is wrong and what to write, never the text. */
export const refusedBy = (faultOf: (text: string) => string | null) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      const message = faultOf(text);
      if (message !== null) context.addIssue({ code: "custom", message });
    });

/** The http or https URL that a text is, without user name, password, query and fragment; else, in words, what is wrong with it. */
export function readWebUrl(text: string): URL | string {
  const url = /^https?:\/\/[^\s/\\]+[^\s\\]*$/i.test(text) ? parseUrl(text) : null;
  if (!url) return "must be an http or https URL";
  return /[?#]/.test(text) || url.username || url.password ? "must have no user name, password, query or fragment" : url;
}

/** An address that paths are put behind. */
export const baseUrlSetting = refusedBy((text) => {
  const read = readWebUrl(text);
  return typeof read === "string" ? `${read}: write it like https://api.example.com` : null;
});

/** The host of `text`, a host or a host and port, as a URL of `protocol` has it; null for anything else. */
const hostOf = (text: string, protocol: "http" | "https"): string | null => {
  const url = /^[^\s/?#@\\]+$/.test(text) ? parseUrl(`${protocol}://${text}`) : null;
  return url && url.pathname === "/" && /^(?:\[[\da-f:.]+\]|[a-z\d._-]+)(?::\d+)?$/.test(url.host) ? url.host : null;
};

export const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** Refuses a list by the places of its wrong entries: what stands there may be a secret. */
export const refusedEntries = (isRight: (entry: string) => boolean, right: string) =>
  refusedBy((text) => {
    const wrong = listOf(text).flatMap((entry, at) => (isRight(entry) ? [] : [at + 1]));
    if (wrong.length === 0) return null;
    return `must be ${right}, comma-separated; ${wrong.length === 1 ? `entry ${wrong} is none` : `entries ${wrong.join(", ")} are none`}`;
  });

/** Hosts, each with a port or without. */
export const hostsSetting = refusedEntries((entry) => hostOf(entry, "http") !== null, "hosts like chat.example.com or 127.0.0.1:8065");

/** Whether a URL is at a host of such a list: at any port where the entry names none. */
export function isListedHost(url: URL, listed: string): boolean {
  const protocol = url.protocol === "http:" ? "http" : "https";
  return listOf(listed).some((entry) => {
    const host = hostOf(entry, protocol);
    return host !== null && (host === url.host || (host === url.hostname && !/:\d+$/.test(entry)));
  });
}
