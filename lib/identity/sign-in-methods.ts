import { env } from "../env";

/** How people can sign in here, by the operator's settings. */
export function signInMethods() {
  const { RESEND_API_KEY, SMTP_URL, GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env();
  return {
    password: true,
    link: Boolean(RESEND_API_KEY || SMTP_URL),
    github: Boolean(GITHUB_ID && GITHUB_SECRET),
    google: Boolean(GOOGLE_ID && GOOGLE_SECRET),
  };
}
