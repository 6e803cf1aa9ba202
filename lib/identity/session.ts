import type { NextAuthOptions, Profile } from "next-auth";
import { decode, encode, getToken } from "next-auth/jwt";
import Credentials from "next-auth/providers/credentials";
import Github from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { unstorable } from "../domain/json";
import { ownPath } from "../domain/own-path";
import { env } from "../env";
import { log } from "../log";
import { signInByAddress } from "./accept-invitation";
import { readCookies } from "./cookies";
import { cleanName, githubUrls, type OutsideProfile, readGithubProfile } from "./github-profile";
import { checkCredentials, type Person } from "./people";
import { limitAddress, limitPasswords } from "./sign-in-limits";
import { redeemSignInLink } from "./sign-in-link";

const sessionDays = 30;

/** What a session is made of; `refusal` says to the sign-in page why there is none. */
interface SignedIn {
  id: string;
  email?: string;
  name?: string;
  sessionVersion?: number;
  refusal?: "NoVerifiedEmail" | "NotInvited" | "Unavailable";
}

/** Runs what proves a person. Null for nobody; throws words that next-auth hands to the sign-in page. */
async function prove(find: () => Promise<Person | null>): Promise<SignedIn | null> {
  const person = await find().catch((err) => {
    // next-auth shows an error's text to who signs in.
    log().error({ err }, "signing in failed");
    throw new Error("Unavailable");
  });
  if (person && !person.isMember) throw new Error("NoOrganization");
  return person;
}

const headersOf = (request: { headers?: unknown }): Headers => new Headers(request.headers as Record<string, string>);

// A function each: in server.ts's bundle this module is loaded too, and next-auth's providers are not callable there.
const passwordProvider = () =>
  Credentials({
    name: "password",
    credentials: { email: {}, password: {} },
    async authorize(credentials, request) {
      const { email = "", password = "" } = credentials ?? {};
      if (email.length > 320 || password.length > 1_000) return null;
      if (unstorable(email) || unstorable(password)) return null;
      if (limitPasswords("sign-in", email, headersOf(request)) !== null) throw new Error("TooManyAttempts");
      return prove(() => checkCredentials(email, password));
    },
  });

/** The page behind a mailed link posts its token here: opening the link uses nothing up. */
const linkProvider = () =>
  Credentials({
    id: "link",
    name: "link",
    credentials: { token: {} },
    async authorize(credentials, request) {
      if (limitAddress("link", headersOf(request)) !== null) throw new Error("TooManyAttempts");
      return prove(() => redeemSignInLink(credentials?.token ?? ""));
    },
  });

/** Who somebody that signed in elsewhere is here. Never throws: next-auth would log the whole profile. */
async function findOutsider({ id, name, emails }: OutsideProfile): Promise<SignedIn> {
  if (emails.length === 0) return { id, refusal: "NoVerifiedEmail" };
  try {
    return (await signInByAddress(emails, name)) ?? { id, refusal: "NotInvited" };
  } catch (err) {
    log().error({ err }, "signing in failed");
    return { id, refusal: "Unavailable" };
  }
}

/** Longest wait for GitHub and Google, in milliseconds. */
const httpOptions = { timeout: 10_000 };

function githubProvider(clientId: string, clientSecret: string) {
  const { base, api } = githubUrls();
  return Github({
    clientId,
    clientSecret,
    httpOptions,
    checks: ["pkce", "state"],
    issuer: `${base}/login/oauth`,
    authorization: { url: `${base}/login/oauth/authorize`, params: { scope: "user:email" } },
    token: `${base}/login/oauth/access_token`,
    userinfo: {
      url: `${api}/user`,
      request: ({ tokens }) => readGithubProfile(tokens.access_token ?? "") as unknown as Promise<Profile>,
    },
    profile: (profile) => findOutsider(profile as unknown as OutsideProfile),
  });
}

const googleProvider = (clientId: string, clientSecret: string) =>
  Google({
    clientId,
    clientSecret,
    httpOptions,
    profile: ({ sub, name, email, email_verified }) =>
      findOutsider({ id: sub, name: cleanName(name ?? email ?? ""), emails: email_verified === true && email ? [email] : [] }),
  });

function providers(): NextAuthOptions["providers"] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env();
  return [
    passwordProvider(),
    linkProvider(),
    ...(GITHUB_ID && GITHUB_SECRET ? [githubProvider(GITHUB_ID, GITHUB_SECRET)] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? [googleProvider(GOOGLE_ID, GOOGLE_SECRET)] : []),
  ];
}

/** One JSON line each, without what it hands over beside: profiles, tokens, cookies. */
const logger: NextAuthOptions["logger"] = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    // Browsers report their errors here too, whoever they are.
    log().warn({ code: String(code).slice(0, 100), reason: error instanceof Error ? error.message.slice(0, 300) : undefined }, "next-auth");
  },
  warn: (code) => log().debug({ code }, "next-auth"),
  debug() {},
};

/**
 * next-auth's settings: JWT sessions that carry the person's session version, begun by a password, a mailed link, GitHub or Google. The only
 * file that knows next-auth's server.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
  pages: { signIn: "/sign-in", error: "/sign-in" },
  logger,
  providers: providers(),
  callbacks: {
    signIn({ user }) {
      const { refusal } = user as SignedIn;
      return refusal ? `/sign-in?error=${refusal}` : true;
    },
    jwt({ token, user }) {
      const signedIn = user as SignedIn | undefined;
      return signedIn ? { ...token, sub: signedIn.id, sessionVersion: signedIn.sessionVersion } : token;
    },
    /** Paths of this app only. */
    redirect: ({ url, baseUrl }) => {
      const path = ownPath(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url);
      return path === null ? baseUrl : `${baseUrl}${path}`;
    },
  },
});

const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/** The Set-Cookie that lets a session go on under another session version, in the cookie that it came in. */
export async function renewSessionCookie(cookies: Record<string, string>, userId: string, sessionVersion: number): Promise<string> {
  const name = cookieNames.find((one) => Object.keys(cookies).some((given) => given.startsWith(one))) ?? "next-auth.session-token";
  const maxAge = sessionDays * 86_400;
  const token = await encode({ token: { sub: userId, sessionVersion }, secret: env().NEXTAUTH_SECRET ?? "", maxAge });
  return `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${name.startsWith("__Secure-") ? "; Secure" : ""}`;
}

/** The address of the account that a response signs in to; null when it begins no session. */
export async function readSignedInEmail(response: Response): Promise<string | null> {
  const cookies = Object.assign({}, ...response.headers.getSetCookie().map((text) => readCookies(text.split(";", 1)[0] ?? "")));
  const token = cookieNames.flatMap((name) => cookies[name] || [])[0];
  const session = token ? await decode({ token, secret: env().NEXTAUTH_SECRET ?? "" }).catch(() => null) : null;
  return session?.email ?? null;
}

/** The person and session version of a request's session cookie, or null. The signature is checked; whether the session still holds is the data layer's to say. */
export async function readSessionCookie(cookies: Record<string, string>): Promise<{ userId: string; sessionVersion: number } | null> {
  for (const cookieName of cookieNames) {
    if (!Object.keys(cookies).some((name) => name.startsWith(cookieName))) continue;
    const req = { cookies, headers: {} } as unknown as Parameters<typeof getToken>[0]["req"];
    const token = await getToken({ req, secret: env().NEXTAUTH_SECRET, cookieName }).catch(() => null);
    if (token?.sub && typeof token.sessionVersion === "number") return { userId: token.sub, sessionVersion: token.sessionVersion };
  }
  return null;
}
