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
