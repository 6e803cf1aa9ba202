import { describe, expect, test } from "vitest";
import { kinds } from "../../destinations";
import { describeOutcome, httpOutcome, outcomes, reasons } from "./outcome";

test.each<[number, string, string]>([
  [200, "http_2xx", "success"],
  [204, "http_2xx", "success"],
  [301, "http_3xx", "suspect"],
  [304, "http_3xx", "suspect"],
  [400, "http_400", "permanent"],
  [401, "http_401", "suspect"],
  [404, "http_404", "suspect"],
  [408, "http_408", "transient"],
  [410, "http_410", "gone"],
  [413, "http_413", "permanent"],
  [422, "http_422", "permanent"],
  [425, "http_425", "transient"],
  [429, "http_429", "transient"],
  [500, "http_5xx", "transient"],
  [503, "http_5xx", "transient"],
  [599, "http_5xx", "transient"],
])("%i is %s, %s", (status, code, of) => {
  expect(httpOutcome(status)).toBe(code);
  expect(describeOutcome(code).class).toBe(of);
});

describe("the policy's taxonomy", () => {
  test.each<[string, string]>([
    [
      "transient",
      "dns_timeout dns_servfail connect_refused connect_timeout connection_reset tls_timeout timeout_headers timeout_body reset_after_send http_408 http_409 http_423 http_425 http_429 http_5xx",
    ],
    ["suspect", "http_401 http_403 http_404 http_405 http_3xx dns_nxdomain tls_untrusted tls_hostname tls_expired not_http"],
    ["blocked", "blocked_address blocked_port bad_url header_invalid"],
    ["ours", "interrupted internal decrypt_failed provider_quota"],
    ["gone", "http_410"],
    ["success", "http_2xx captured"],
  ])("%s", (of, codes) => {
    for (const code of codes.split(" ")) expect(describeOutcome(code).class, code).toBe(of);
  });

  test("what may have been delivered is marked so, and nothing else is", () => {
    const marked = Object.keys(outcomes).filter((code) => outcomes[code]?.maybeDelivered);
    expect(marked.sort()).toEqual(["interrupted", "not_http", "reset_after_send", "timeout_body", "timeout_headers"]);
  });
});

test("every code of every kind has a sentence in plain words, a success none", () => {
  const all = [...Object.entries(outcomes), ...kinds.flatMap((kind) => Object.entries(kind.outcomes))];
  for (const [code, { class: of, sentence, fix }] of all) {
    expect(sentence === null, code).toBe(of === "success");
    for (const text of [sentence, fix]) if (text) expect(text, code).toMatch(/^[A-Z].*[.?]$/);
  }
  for (const sentence of Object.values(reasons)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test("answers about the settings are marked so, those about one alert are not", () => {
  const marked = kinds.map((kind) => [kind.kind, Object.keys(kind.outcomes).filter((code) => kind.outcomes[code]?.configuration)]);
  expect(Object.fromEntries(marked)).toEqual({
    email: ["mail_auth", "invalid_from_address", "invalid_api_key", "restricted_api_key"],
    webhook: [],
    slack: [
      "user_not_found",
      "channel_not_found",
      "action_prohibited",
      "posting_to_general_channel_denied",
      "invalid_token",
      "no_service",
      "no_service_id",
      "no_active_hooks",
      "no_team",
      "team_disabled",
      "workflow_started",
    ],
    pagerduty: [],
  });
  for (const code of [...Object.keys(outcomes), "http_400", "http_413", "http_422"]) {
    expect(describeOutcome(code).configuration, code).toBeUndefined();
  }
});

test("a code that nobody knows is a fault of ours, and a vendor's word comes before the shared one", () => {
  expect(describeOutcome("something_else").class).toBe("ours");
  expect(describeOutcome("http_404", { http_404: { class: "permanent", sentence: "Gone for good." } }).class).toBe("permanent");
  expect(describeOutcome("constructor").class).toBe("ours");
});
