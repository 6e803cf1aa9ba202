import { expect, test } from "vitest";
import { outcomes } from "../domain/delivering/outcome";
import { dnsFailure, type Phase, socketFailure, timeoutFailure } from "./failure";

const error = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ["dns", "dns_timeout"],
  ["connect", "connect_timeout"],
  ["tls", "tls_timeout"],
  ["sent", "timeout_headers"],
  ["headers", "timeout_body"],
] as [Phase, string][])("out of time during %s is %s", (phase, outcome) => expect(timeoutFailure(phase).outcome).toBe(outcome));

test.each([
  ["ENOTFOUND", "dns_nxdomain"],
  ["ENODATA", "dns_nxdomain"],
  ["EAI_AGAIN", "dns_servfail"],
  ["ESERVFAIL", "dns_servfail"],
  ["ETIMEOUT", "dns_timeout"],
  ["", "dns_servfail"],
])("the resolver's %s is %s", (code, outcome) => expect(dnsFailure(error(code)).outcome).toBe(outcome));

test.each([
  ["connect", "ECONNREFUSED", "connect_refused"],
  ["connect", "ETIMEDOUT", "connect_timeout"],
  ["connect", "EHOSTUNREACH", "connect_timeout"],
  ["connect", "ENETUNREACH", "connect_timeout"],
  ["connect", "ECONNRESET", "connection_reset"],
  ["tls", "ECONNRESET", "connection_reset"],
  ["tls", "DEPTH_ZERO_SELF_SIGNED_CERT", "tls_untrusted"],
  ["tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls_untrusted"],
  ["tls", "ERR_TLS_CERT_ALTNAME_INVALID", "tls_hostname"],
  ["tls", "CERT_HAS_EXPIRED", "tls_expired"],
  ["tls", "EPROTO", "tls_failed"],
  ["sent", "EPIPE", "connection_reset"],
  ["sent", "ECONNRESET", "reset_after_send"],
  ["sent", "UND_ERR_SOCKET", "reset_after_send"],
  ["headers", "ECONNRESET", "reset_after_send"],
  ["sent", "HPE_INVALID_CONSTANT", "reset_after_send"],
] as [Phase, string, string][])("during %s, %s is %s", (phase, code, outcome) => {
  expect(socketFailure(phase, error(code)).outcome).toBe(outcome);
  expect(outcomes).toHaveProperty(outcome);
});

test("of several addresses that failed, a refusal says most", () => {
  const several = Object.assign(new Error(), { code: "ETIMEDOUT", errors: [error("ENETUNREACH"), error("ECONNREFUSED")] });
  expect(socketFailure("connect", several).outcome).toBe("connect_refused");
});
