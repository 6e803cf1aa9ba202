import { expect, test } from "vitest";
import { redactHeaders } from "./headers";

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

test("the URL's own token is hidden wherever it stands, written out or percent-encoded", () => {
  const secret = "Abc123Def456Ghi789Jkl012Mno345Xyz987";
  const token = `hl_hook_${secret}`;
  const encoded = [...token].map((character) => `%${character.charCodeAt(0).toString(16)}`).join("");
  const twice = encodeURIComponent(encoded);
  for (const written of [token, token.replaceAll("_", "%5F"), token.replaceAll("_", "%255f"), encoded, twice, secret, `x-${secret}`]) {
    const { referer = "" } = redactHeaders(new Headers({ referer: `https://proxy.test/?to=%2Fmoment%2F${written}&100%` }), token);
    expect(referer).toContain("[token]");
    expect(unescapeFully(referer), written).not.toContain(secret);
  }
  const plain = "https://proxy.test/?q=50%25%20off%zz";
  expect(redactHeaders(new Headers({ referer: plain }), token).referer).toBe(plain);
});

const unescapeFully = (text: string): string => {
  const read = text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return read === text ? text : unescapeFully(read);
};
