/** What an outcome means for the delivery: whether it is repeated, and how it is shown. */
export type OutcomeClass = "success" | "transient" | "suspect" | "permanent" | "gone" | "blocked" | "ours";

/** One entry of the taxonomy: a sentence for people, and what to do about it. */
export interface OutcomeInfo {
  class: OutcomeClass;
  /** What happened, in words. Null for a success. */
  sentence: string | null;
  /** What the reader can do. */
  fix?: string;
  /** It is about the destination's settings: while they stay, every alert gets this answer. */
  configuration?: true;
  /** The request was written whole and the answer is unknown. */
  maybeDelivered?: boolean;
}

/** The outcomes that every kind shares. A kind adds what its vendor says in `outcomes` of its own file. */
export const outcomes: Readonly<Record<string, OutcomeInfo>> = {
  http_2xx: { class: "success", sentence: null },
  captured: { class: "success", sentence: null },

  dns_timeout: { class: "transient", sentence: "The name server did not answer in time." },
  dns_servfail: { class: "transient", sentence: "The name server failed." },
  connect_refused: { class: "transient", sentence: "The receiver refused the connection.", fix: "Is it running, and is the port right?" },
  connect_timeout: { class: "transient", sentence: "The receiver could not be reached in time." },
  connection_reset: { class: "transient", sentence: "The connection broke before the request was written." },
  tls_timeout: { class: "transient", sentence: "The receiver did not finish the TLS handshake in time." },
  timeout_headers: { class: "transient", sentence: "The receiver took the request and did not answer in time.", maybeDelivered: true },
  timeout_body: { class: "transient", sentence: "The receiver began to answer and did not finish in time.", maybeDelivered: true },
  reset_after_send: { class: "transient", sentence: "The connection broke after the request was written.", maybeDelivered: true },

  http_408: { class: "transient", sentence: "The receiver answered 408: it waited too long for the request." },
  http_409: { class: "transient", sentence: "The receiver answered 409: conflict." },
  http_423: { class: "transient", sentence: "The receiver answered 423: locked." },
  http_425: { class: "transient", sentence: "The receiver answered 425: too early." },
  http_429: { class: "transient", sentence: "The receiver answered 429: too many requests." },
  http_5xx: { class: "transient", sentence: "The receiver failed with a server error." },

  http_401: {
    class: "suspect",
    sentence: "The receiver answered 401: it wants credentials.",
    fix: "Check the destination's headers or key.",
  },
  http_403: { class: "suspect", sentence: "The receiver answered 403: not allowed.", fix: "Check the destination's headers or key." },
  http_404: { class: "suspect", sentence: "The receiver answered 404: nothing at this URL.", fix: "Check the destination's URL." },
  http_405: { class: "suspect", sentence: "The receiver answered 405: it does not take POST.", fix: "Check the destination's URL." },
  http_3xx: {
    class: "suspect",
    sentence: "The receiver answered with a redirect, and redirects are never followed.",
    fix: "Set the URL that it redirects to.",
  },
  dns_nxdomain: { class: "suspect", sentence: "The host name does not exist.", fix: "Check the URL's host name." },
  tls_untrusted: {
    class: "suspect",
    sentence: "The receiver's certificate is not signed by a known authority.",
    fix: "Install a complete certificate chain on the receiver.",
  },
  tls_hostname: { class: "suspect", sentence: "The receiver's certificate is for another host name.", fix: "Check the URL's host name." },
  tls_expired: { class: "suspect", sentence: "The receiver's certificate has expired.", fix: "Renew it on the receiver." },
  tls_failed: {
    class: "suspect",
    sentence: "The receiver did not complete a TLS handshake.",
    fix: "Check that the URL's port speaks https.",
  },

  not_http: {
    class: "suspect",
    sentence: "What answered does not speak HTTP/1.1, or begins its answer with a head that cannot be read.",
    fix: "Check the URL's host and port, and any proxy in front of the receiver.",
    maybeDelivered: true,
  },

  http_410: {
    class: "gone",
    sentence: "The receiver answered 410: it is gone.",
    fix: "The destination was switched off. Point it somewhere else, then enable it.",
  },

  blocked_address: {
    class: "blocked",
    sentence: "The URL leads to an address that Hotline may not contact.",
    fix: "An operator can allow it with EGRESS_ALLOW_CIDRS.",
  },
  blocked_port: { class: "blocked", sentence: "The URL's port is not allowed.", fix: "An operator can allow it with EGRESS_ALLOW_PORTS." },
  bad_url: {
    class: "blocked",
    sentence: "The URL is not one that Hotline may contact.",
    fix: "Use https:// and no user name or password.",
  },
  header_invalid: { class: "blocked", sentence: "A custom header is not allowed.", fix: "Remove it from the destination." },

  interrupted: {
    class: "ours",
    sentence: "Hotline stopped during this attempt. It is repeated under the same id, unless its delivery ended meanwhile.",
    maybeDelivered: true,
  },
  internal: { class: "ours", sentence: "Hotline failed while sending; the log says more under this delivery's id." },
  decrypt_failed: {
    class: "ours",
    sentence: "The destination's secrets could not be decrypted.",
    fix: "Restore the key they were written with in ENCRYPTION_KEYS.",
  },
  provider_quota: { class: "ours", sentence: "The mail provider's quota is used up.", fix: "Raise the plan's limit; the mail waits." },
};

/** Why a delivery was never tried, or waits. Not outcomes of an attempt. */
export const reasons: Readonly<Record<string, string>> = {
  destination_disabled: "The destination is disabled.",
  destination_unverified: "The destination's address is not confirmed yet.",
  destination_deleted: "The destination was deleted.",
  loop_guard: "The alert is about this very destination.",
  breaker_open: "The destination failed several times in a row; it is tried again shortly.",
  rate_paced: "The destination takes only so many messages a second.",
  waits_for_trigger: "It waits until the alert that it resolves was sent here.",
  trigger_not_sent: "The alert that it resolves never came here, so there is nothing to resolve.",
};

/** The code of an HTTP status: `http_2xx`, `http_404`, `http_5xx` … */
export function httpOutcome(status: number): string {
  if (status >= 200 && status < 300) return "http_2xx";
  if (status >= 300 && status < 400) return "http_3xx";
  if (status >= 400 && status < 500) return `http_${status}`;
  return "http_5xx";
}

/** What a code means. Every other 4xx is a permanent refusal; a code nobody knows is a fault of ours. */
export function describeOutcome(code: string, vendor: Readonly<Record<string, OutcomeInfo>> = {}): OutcomeInfo {
  const known = [vendor, outcomes].find((of) => Object.hasOwn(of, code))?.[code];
  if (known) return known;
  if (/^http_4\d\d$/.test(code)) {
    return { class: "permanent", sentence: `The receiver rejected the request with ${code.slice(5)}; it is not repeated.` };
  }
  return { class: "ours", sentence: `Hotline does not know the outcome ${code}.` };
}
