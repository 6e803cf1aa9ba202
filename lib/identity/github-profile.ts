import { z } from "zod";
import { emailField } from "../domain/email-address";
import { beginning, oneLine } from "../domain/plain-text";
import { env } from "../env";

/** Where GitHub is: github.com, or the Enterprise Server of GITHUB_URL, whose API is under /api/v3. */
export function githubUrls() {
  const base = (env().GITHUB_URL ?? "https://github.com").replace(/\/+$/, "");
  return { base, api: env().GITHUB_URL ? `${base}/api/v3` : "https://api.github.com" };
}

/** Longest wait for GitHub, in milliseconds. */
const githubMs = 10_000;
/** More addresses than this nobody has. */
const maxEmails = 50;

const userShape = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() });
const emailsShape = z.array(z.object({ email: emailField, verified: z.boolean(), primary: z.boolean() }).or(z.null()).catch(null));

/** What the other service says of somebody who signed in there: their addresses that it has verified, the primary one first. */
export interface OutsideProfile {
  id: string;
  name: string;
  emails: string[];
}

/**
 * Reads who a GitHub token is of. The address in `/user` is the public one, which says nothing of being verified, so `/user/emails` alone
 * counts (REST API, "Emails", read 2026-11-22). Throws when GitHub refuses or does not answer in time.
 */
export async function readGithubProfile(accessToken: string): Promise<OutsideProfile> {
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`${githubUrls().api}${path}`, {
      headers: { authorization: `Bearer ${accessToken}`, accept: "application/vnd.github+json", "user-agent": "hotline" },
      signal: AbortSignal.timeout(githubMs),
      redirect: "error",
    });
    if (!response.ok) throw new Error(`GitHub answered ${response.status} to ${path}`);
    return response.json();
  };
  const user = userShape.parse(await get("/user"));
  const emails = emailsShape.parse(await get("/user/emails?per_page=100"));
  const verified = emails.flatMap((one) => (one?.verified ? [one] : [])).slice(0, maxEmails);
  verified.sort((a, b) => Number(b.primary) - Number(a.primary));
  return { id: String(user.id), name: cleanName(user.name || user.login), emails: verified.map(({ email }) => email) };
}

/** A name as accounts here have it: a lone surrogate becomes U+FFFD. */
export function cleanName(name: string): string {
  const line = beginning(oneLine(name), 100);
  return Buffer.from(line, "utf8").toString("utf8") || "Someone";
}
