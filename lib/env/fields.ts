import ipaddr from "ipaddr.js";
import { z } from "zod";
import { baseUrlSetting, listOf, readWebUrl, refusedBy, refusedEntries } from "../domain/settings";
import { parseUrl } from "../domain/url";

/** Where people find Hotline: its scheme and host. */
export const originSetting = refusedBy((text) => {
  const read = readWebUrl(text);
  const example = "write it like https://hotline.example.com";
  if (typeof read === "string") return `${read}: ${example}`;
  return read.pathname === "/" ? null : `must have no path, since Hotline is served at the root of its host: ${example}`;
}).transform((text) => new URL(text).origin);

/** An address or a name to listen on. */
export const hostSetting = refusedBy((text) =>
  (/[.:]/.test(text) && ipaddr.isValid(text.replace(/^\[(.*)\]$/, "$1"))) || /^(?=.*[a-z])[a-z0-9][a-z0-9._-]*$/i.test(text)
    ? null
    : "must be an address or a name of this machine, like 0.0.0.0, :: or 127.0.0.1; the port is PORT's",
).transform((text) => text.replace(/^\[(.*)\]$/, "$1"));

const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text);

export const networksSetting = refusedEntries(isNetwork, "networks like 10.0.0.0/8").transform(listOf);

/** Networks; an address is a network of its own. */
export const addressesSetting = refusedEntries(
  (entry) => isNetwork(entry) || (ipaddr.isValid(entry) && /[.:]/.test(entry)),
  "addresses or networks like 10.0.0.0/8",
).transform(listOf);

const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;

export const portsSetting = refusedEntries(isPort, "ports from 1 to 65535").transform((text) => listOf(text).map(Number));

export const wholeSetting = (least: number, most: number) =>
  refusedBy((text) =>
    /^\d{1,12}$/.test(text) && Number(text) >= least && Number(text) <= most ? null : `must be a whole number from ${least} to ${most}`,
  ).transform(Number);

export const choiceSetting = <const Choice extends string>(...choices: Choice[]) =>
  z.preprocess(
    (text) => (typeof text === "string" ? text.trim() : text),
    z.enum(choices, `must be ${choices.join(", ").replace(/, ([^,]*)$/, " or $1")}`),
  );

/** A key that is sent in a header. */
export const keySetting = refusedBy((text) => (/^[\x21-\x7e]+$/.test(text) ? null : "must be one word of printable ASCII: copy it again"));

const smtpExample = "write it like smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start";

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the start. */
  secure: boolean;
  auth: { user: string; pass: string } | undefined;
}

/** The server that an SMTP URL names, or in words what is wrong with it. */
export function readSmtpUrl(text: string): SmtpServer | string {
  const protocol = /^(smtps?):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (protocol === undefined) return `must begin with smtp:// or smtps://: ${smtpExample}`;
  if (/%(?![0-9a-f]{2})/i.test(text)) return "has a % that encodes nothing: in a user name and password write % as %25";
  const url = parseUrl(text);
  const isWhole = url !== null && /^\/?$/.test(url.pathname) && !/[?#]/.test(text);
  if (!isWhole || url.hostname === "")
    return `must be a server alone: in a user name and password write / ? # @ : as %2F %3F %23 %40 %3A, and nothing after the port; ${smtpExample}`;
  if (url.port === "0") return `must name another port than 0: ${smtpExample}`;
  if ((url.username === "") !== (url.password === "")) return `must have both a user name and a password, or neither: ${smtpExample}`;
  const secure = protocol === "smtps";
  try {
    const auth = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined;
    const host = decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, "$1");
    return { host, port: Number(url.port) || (secure ? 465 : 587), secure, auth };
  } catch {
    return "has %-codes that are no UTF-8: encode the user name and password again, as UTF-8";
  }
}

export const smtpSetting = refusedBy((text) => {
  const read = readSmtpUrl(text);
  return typeof read === "string" ? read : null;
});

/** `Name <address>`, or an address alone. */
export const senderSetting = refusedBy((text) => {
  const [, name = "", bracketed, alone] = /^(?:(.*?)\s*<([^<>]*)>|([^<>]*))$/.exec(text) ?? [];
  const example = "write it like Hotline <hotline@example.com>";
  if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(bracketed ?? alone ?? "") || /\p{Cc}/u.test(text))
    return `must be one e-mail address, or a name and one: ${example}`;
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(name);
  return isQuoted || !/[",;:@\\[\]]/.test(name)
    ? null
    : `must have its name in double quotes, for the marks in it: write it like "Acme, Inc." <hotline@example.com>`;
});

/** A PostgreSQL URL, or a socket's folder and a database, as pg takes it. */
export const databaseSetting = refusedBy((text) => {
  const example = "write it like postgres://user:password@host:5432/hotline";
  if (/^(\/|socket:)/.test(text)) return null;
  if (!/^postgres(ql)?:\/\//i.test(text)) return `must begin with postgres://: ${example}`;
  if (/%(?![0-9a-f]{2})/i.test(text)) return "has a % that encodes nothing: in a user name and password write % as %25";
  return parseUrl(text) ? null : `must be one server: in a user name and password write / ? # @ : as %2F %3F %23 %40 %3A; ${example}`;
});

/** Keys that encrypt, each with its name; null when the text is not so. */
export function readEncryptionKeys(text: string): { id: string; key: Buffer }[] | null {
  const keys = text.split(",").map((part) => {
    const [id = "", base64 = ""] = part.trim().split(/:(.*)/s);
    return { id, key: Buffer.from(base64, "base64") };
  });
  const isRight =
    keys.every(({ id, key }) => /^\w+$/.test(id) && key.length === 32) && new Set(keys.map(({ id }) => id)).size === keys.length;
  return isRight ? keys : null;
}

export const encryptionKeysSetting = refusedBy((text) =>
  readEncryptionKeys(text)
    ? null
    : "must be id:base64 of 32 random bytes, comma-separated, each id once: write it like k1:$(openssl rand -base64 32)",
);

/** 0, 1, false, true, or where a development server is. */
export const developmentServerSetting = refusedBy((text) =>
  /^(0|1|false|true)$/i.test(text) || baseUrlSetting.safeParse(text).success
    ? null
    : "must be 0, 1 or the URL of a development server, like http://127.0.0.1:8288",
);
