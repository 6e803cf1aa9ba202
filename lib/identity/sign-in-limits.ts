import { takeTokens } from "../request/limiter";
import { networkOf } from "../request/peer";
import { readKnownBrowser } from "./known-browser";

/** Sign-in attempts: 10 at once and then one each 90 s for an account, 30 and then one each 10 s for an address. */
const perAccount = { perSecond: 1 / 90, burstSeconds: 900 };
const perAddress = { perSecond: 1 / 10, burstSeconds: 300 };

interface Limit {
  perSecond: number;
  burstSeconds: number;
}

const take = (name: string, { perSecond, burstSeconds }: Limit): number | null => takeTokens(name, 1, perSecond, burstSeconds);

/**
 * Counts one more try of `what` at an account. Null, or the seconds to wait. A browser that the account was signed in to with before is counted
 * by itself: strangers use up the account's tries, and not its owner's.
 */
export function limitByAccount(what: string, email: string, headers: Headers, limits: { account: Limit; address: Limit }): number | null {
  const browser = readKnownBrowser(headers, email);
  if (browser !== null) return take(`${what} browser ${browser}`, limits.account);
  return (
    // The address first: one that is refused uses up nothing of the account's.
    take(`${what} address ${networkOf(headers)}`, limits.address) ?? take(`${what} account ${email.trim().toLowerCase()}`, limits.account)
  );
}

/**
 * Counts one more password that is tried at an account: to sign in, or by an invitation's link, which no stranger uses up. Null, or the seconds
 * to wait.
 */
export const limitPasswords = (what: "sign-in" | "join", email: string, headers: Headers): number | null =>
  limitByAccount(what, email, headers, { account: perAccount, address: perAddress });

/** Counts one more try of `what` from a request's address. Null, or the seconds to wait. */
export const limitAddress = (what: "invitation" | "link" | "browser error", headers: Headers): number | null =>
  take(`${what} address ${networkOf(headers)}`, perAddress);

/** Counts one more password that somebody who is signed in gives for their own. Null, or the seconds to wait. */
export const limitOwnPassword = (userId: string): number | null => take(`password of ${userId}`, perAccount);
