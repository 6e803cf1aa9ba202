import type { NextAuthOptions } from "next-auth";
import { getToken } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import { checkCredentials } from "../data/people";
import { unstorable } from "../domain/json";
import { env } from "../env";
import { takeTokens } from "./limiter";
import { log } from "./log";
import { addressOf } from "./peer";

/** Sign-in attempts: 10 at once and then one each 90 s for an account, 30 and then one each 10 s for an address. */
const perAccount = { perSecond: 1 / 90, burstSeconds: 900 };
const perAddress = { perSecond: 1 / 10, burstSeconds: 300 };

const sessionDays = 30;

/** next-auth's settings: e-mail and password, JWT sessions that carry the person's session version. The only file that knows next-auth's server. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  providers: [
    Credentials({
      name: "password",
      credentials: { email: {}, password: {} },
      async authorize(credentials, request) {
        const { email = "", password = "" } = credentials ?? {};
        if (email.length > 320 || password.length > 1_000) return null;
        if (unstorable(email) || unstorable(password)) return null;
        const address = addressOf(new Headers(request.headers as Record<string, string>));
        const wait =
          // The address first: one that is refused uses up nothing of the account's.
          takeTokens(`sign-in address ${address}`, 1, perAddress.perSecond, perAddress.burstSeconds) ??
          takeTokens(`sign-in account ${email.trim().toLowerCase()}`, 1, perAccount.perSecond, perAccount.burstSeconds);
        if (wait !== null) throw new Error("TooManyAttempts");
        try {
          return await checkCredentials(email, password);
        } catch (err) {
          // next-auth shows an error's text to who signs in.
          log().error({ err }, "signing in failed");
          throw new Error("Unavailable");
        }
      },
    }),
  ],
  callbacks: {
    jwt({ token, user }) {
      const signedIn = user as { id: string; sessionVersion: number } | undefined;
      return signedIn ? { ...token, sub: signedIn.id, sessionVersion: signedIn.sessionVersion } : token;
    },
    /** Paths of this app only. */
    redirect: ({ url, baseUrl }) => (/^\/(?![/\\])/.test(url) ? `${baseUrl}${url}` : url.startsWith(`${baseUrl}/`) ? url : baseUrl),
  },
});

/** The person and session version of a request's session cookie, or null. The signature is checked; whether the session still holds is the data layer's to say. */
export async function readSessionCookie(cookies: Record<string, string>): Promise<{ userId: string; sessionVersion: number } | null> {
  for (const cookieName of ["__Secure-next-auth.session-token", "next-auth.session-token"]) {
    if (!Object.keys(cookies).some((name) => name.startsWith(cookieName))) continue;
    const req = { cookies, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
    const token = await getToken({ req, secret: env().NEXTAUTH_SECRET, cookieName }).catch(() => null);
    if (token?.sub && typeof token.sessionVersion === "number") return { userId: token.sub, sessionVersion: token.sessionVersion };
  }
  return null;
}
