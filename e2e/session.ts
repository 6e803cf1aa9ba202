import { encode } from "next-auth/jwt";

/** Signs in by HTTP, as the sign-in page does, and gives the session's cookies. Throws when the password was not taken. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const csrf = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookies = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0] as string);
  const response = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookies(csrf).join("; ") },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const session = cookies(response).filter((cookie) => cookie.includes("session-token="));
  if (session.length === 0) throw new Error(`not signed in: ${response.status} ${await response.text()}`);
  return session.join("; ");
}

/** The cookie of a session that nobody had to sign in for: the limits on signing in are for other tests. `userId` is a UUID. Needs the apps' NEXTAUTH_SECRET. */
export async function sessionOf(userId: string, sessionVersion = 1, secret = process.env.NEXTAUTH_SECRET ?? ""): Promise<string> {
  const token = await encode({ token: { sub: userId, sessionVersion }, secret });
  return `next-auth.session-token=${token}`;
}

/** A browser without a page: it keeps cookies, sends the same headers each time and follows nothing. */
export interface Browser {
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a form to next-auth with its CSRF token; where the answer says to go. */
  post(path: string, fields?: Record<string, string>): Promise<URL | null>;
  cookie(name: string): string | undefined;
  /** Of its cookies. */
  names(): string[];
}

export function newBrowser(url: string, always: Record<string, string> = {}): Browser {
  const jar = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { origin: url, ...always, ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string>) };
    const response = await fetch(new URL(path, url), { redirect: "manual", ...init, headers });
    for (const text of response.headers.getSetCookie()) {
      const [pair = "", ...rest] = text.split("; ");
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      if (value === "" || rest.includes("Max-Age=0")) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  };
  return {
    ask,
    async post(path, fields = {}) {
      const { csrfToken } = (await (await ask("/api/auth/csrf")).json()) as { csrfToken: string };
      const body = new URLSearchParams({ csrfToken, json: "true", ...fields });
      const response = await ask(path, { method: "POST", body });
      const answer = (await response.json()) as { url?: string };
      return answer.url ? new URL(answer.url, url) : null;
    },
    cookie: (name) => jar.get(name),
    names: () => [...jar.keys()],
  };
}
