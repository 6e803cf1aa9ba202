import { expect } from "@playwright/test";
import { received } from "./page-session";

/** The newest link to `path` (`/accept-invitation`) that was mailed to an address, once it is there. */
export async function mailedLink(email: string, path: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const mails = (await received("resend")).map(({ body }) => JSON.parse(body) as { to: string | string[]; text: string });
    const texts = mails.filter(({ to }) => [to].flat().includes(email)).map(({ text }) => text);
    link = texts.flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []).findLast((url) => new URL(url).pathname === path);
    expect(link).toBeDefined();
  }).toPass();
  return link ?? "";
}
