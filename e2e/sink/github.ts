import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Somebody with an account at GitHub. */
export interface GithubUser {
  id: number;
  login: string;
  name?: string | null;
  /** The public address of their profile, which GitHub does not promise to be verified. */
  email?: string | null;
  emails: { email: string; verified: boolean; primary: boolean }[];
}

export interface GithubSink {
  /** What GITHUB_URL is set to. */
  url: string;
  /** Who is signed in there when the browser comes by. */
  user: GithubUser;
  /** Paths that answer with a 500 from now on. */
  broken: Set<string>;
  close(): Promise<void>;
}

export const githubApp = { GITHUB_ID: "client-of-the-tests", GITHUB_SECRET: "secret-of-the-tests" };

interface Grant {
  user: GithubUser;
  redirectUri: string;
  challenge: string | null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const send = (response: ServerResponse, status: number, value: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));

/**
 * Starts a loopback GitHub Enterprise Server: its OAuth web flow with PKCE, `/user` and `/user/emails`
 * (https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps).
 */
export async function startGithubSink(user: GithubUser): Promise<GithubSink> {
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, GithubUser>();
  const sink: GithubSink = { url: "", user, broken: new Set(), close: () => new Promise((resolve) => server.close(() => resolve())) };

  const authorize = (url: URL, response: ServerResponse) => {
    const { client_id, redirect_uri, state, code_challenge } = Object.fromEntries(url.searchParams);
    if (client_id !== githubApp.GITHUB_ID || !redirect_uri) return send(response, 404, { message: "Not Found" });
    const code = randomUUID();
    grants.set(code, { user: sink.user, redirectUri: redirect_uri, challenge: code_challenge ?? null });
    const back = new URL(redirect_uri);
    back.searchParams.set("code", code);
    if (state) back.searchParams.set("state", state);
    return response.writeHead(302, { location: back.href }).end();
  };

  const exchange = async (request: IncomingMessage, response: ServerResponse) => {
    const body = new URLSearchParams(await readBody(request));
    const basic = Buffer.from((request.headers.authorization ?? "").replace(/^Basic /, ""), "base64").toString("utf8");
    const [id, secret] = basic ? basic.split(":") : [body.get("client_id"), body.get("client_secret")];
    const grant = grants.get(body.get("code") ?? "");
    // A code is taken once.
    grants.delete(body.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(body.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight =
      id === githubApp.GITHUB_ID &&
      secret === githubApp.GITHUB_SECRET &&
      grant?.redirectUri === body.get("redirect_uri") &&
      (grant?.challenge === null || grant?.challenge === challenge);
    if (!grant || !isRight) return send(response, 200, { error: "bad_verification_code" });
    const token = `gho_${randomUUID()}`;
    tokens.set(token, grant.user);
    return send(response, 200, { access_token: token, token_type: "bearer", scope: "user:email" });
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://github.invalid");
    if (sink.broken.has(url.pathname)) return send(response, 500, { message: "Server Error" });
    if (url.pathname === "/login/oauth/authorize") return authorize(url, response);
    if (url.pathname === "/login/oauth/access_token") return exchange(request, response);
    const known = tokens.get((request.headers.authorization ?? "").replace(/^(Bearer|token) /i, ""));
    if (!known) return send(response, 401, { message: "Bad credentials" });
    const { emails, ...profile } = known;
    if (url.pathname === "/api/v3/user") return send(response, 200, profile);
    if (url.pathname === "/api/v3/user/emails") return send(response, 200, emails);
    return send(response, 404, { message: "Not Found" });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  sink.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return sink;
}
