/** How far an outbound request came. */
export type Phase = "dns" | "connect" | "tls" | "sent" | "headers";

/** A request that got no answer; `outcome` is a code of lib/domain/delivering/outcome.ts. */
export class OutboundFailure extends Error {
  constructor(readonly outcome: string) {
    super(outcome);
  }
}

const atTimeout: Record<Phase, string> = {
  dns: "dns_timeout",
  connect: "connect_timeout",
  tls: "tls_timeout",
  sent: "timeout_headers",
  headers: "timeout_body",
};

/** What running out of time means in this phase. */
export const timeoutFailure = (phase: Phase): OutboundFailure => new OutboundFailure(atTimeout[phase]);

/** getaddrinfo's errors, https://nodejs.org/api/dns.html#error-codes */
export function dnsFailure(error: unknown): OutboundFailure {
  const code = codeOf(error);
  if (code === "ENOTFOUND" || code === "ENODATA" || code === "EAI_NONAME" || code === "EAI_NODATA")
    return new OutboundFailure("dns_nxdomain");
  return new OutboundFailure(code === "ETIMEOUT" || code === "ETIMEDOUT" ? "dns_timeout" : "dns_servfail");
}

/** OpenSSL's and Node's words for a certificate that does not hold, https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const certificateOutcomes: Record<string, string> = {
  ERR_TLS_CERT_ALTNAME_INVALID: "tls_hostname",
  HOSTNAME_MISMATCH: "tls_hostname",
  CERT_HAS_EXPIRED: "tls_expired",
  CERT_NOT_YET_VALID: "tls_expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls_untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "tls_untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls_untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls_untrusted",
  CERT_UNTRUSTED: "tls_untrusted",
  CERT_REVOKED: "tls_untrusted",
  CERT_SIGNATURE_FAILURE: "tls_untrusted",
  CERT_CHAIN_TOO_LONG: "tls_untrusted",
  CERT_REJECTED: "tls_untrusted",
  INVALID_CA: "tls_untrusted",
  INVALID_PURPOSE: "tls_untrusted",
  PATH_LENGTH_EXCEEDED: "tls_untrusted",
};

/** What an error of the socket means in this phase. */
export function socketFailure(phase: Phase, error: unknown): OutboundFailure {
  const code = codeOf(error);
  if (phase === "connect")
    return new OutboundFailure(
      code === "ECONNREFUSED" ? "connect_refused" : code === "ECONNRESET" ? "connection_reset" : "connect_timeout",
    );
  if (phase === "tls") return new OutboundFailure(certificateOutcomes[code] ?? (code === "ECONNRESET" ? "connection_reset" : "tls_failed"));
  // EPIPE: the receiver had hung up before the request was written.
  return new OutboundFailure(code === "EPIPE" ? "connection_reset" : "reset_after_send");
}

/** The error's code; of several addresses that failed, a refusal says most. */
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown };
  const all = Array.isArray(errors) ? errors.map((one) => String(one?.code)) : [];
  return all.find((one) => one === "ECONNREFUSED") ?? (typeof code === "string" ? code : (all[0] ?? ""));
}
