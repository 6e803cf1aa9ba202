import { expect, test } from "vitest";
import { redactHeaders } from "./receive-headers";

const shown = (name: string) => redactHeaders(new Headers({ [name]: "value" }), "hl_hook_x")[name];

test.each([
  ["authorization", "proxy-authorization", "x-auth", "x-auth-user", "x-authtoken", "x-forwarded-authorization"],
  ["x-pass", "x-password", "x-user-passwd", "x-passphrase", "x-jwt", "x-jwt-assertion", "x-session", "x-session-id", "sessionid"],
  ["x-credential", "x-amz-credentials", "apikey", "x-apikey", "api-key", "dd-api-key", "x-private", "x-private-key", "x-secret"],
  ["cookie", "x-gitlab-token", "x-hub-signature", "x-hub-signature-256", "linear-signature", "x-sig", "x-hmac-sha256"],
])("what may hold a secret is not kept: %s …", (...names) => {
  for (const name of names) expect(shown(name), name).toBe("[redacted]");
});

test("what tells of the request stays readable", () => {
  const names = ["x-github-event", "x-github-delivery", "user-agent", "content-type", "sentry-hook-resource", "sentry-hook-timestamp"];
  const ids = [
    "idempotency-key",
    "request-id",
    "webhook-id",
    "x-webhook-id",
    "linear-delivery",
    "webhook-timestamp",
    "x-author",
    "x-design",
  ];
  for (const name of [...names, ...ids]) expect(shown(name), name).toBe("value");
});
