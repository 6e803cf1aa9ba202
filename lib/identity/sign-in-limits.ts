import { takeTokens } from "../request/limiter";
import { addressOf } from "../request/peer";

/** Sign-in attempts: 10 at once and then one each 90 s for an account, 30 and then one each 10 s for an address. */
const perAccount = { perSecond: 1 / 90, burstSeconds: 900 };
const perAddress = { perSecond: 1 / 10, burstSeconds: 300 };

/** Counts one more try of `what` from a request's address, at an account when one is named. Null, or the seconds to wait. */
export function limitTries(what: "sign-in" | "invitation" | "link", headers: Headers, account?: string): number | null {
  return (
    // The address first: one that is refused uses up nothing of the account's.
    takeTokens(`${what} address ${addressOf(headers)}`, 1, perAddress.perSecond, perAddress.burstSeconds) ??
    (account === undefined ? null : limitAccount(account))
  );
}

/** Passwords tried at an account, wherever they are asked for. */
export const limitAccount = (email: string): number | null =>
  takeTokens(`sign-in account ${email.trim().toLowerCase()}`, 1, perAccount.perSecond, perAccount.burstSeconds);
