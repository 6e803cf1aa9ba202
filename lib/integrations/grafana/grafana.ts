import { parseGroup } from "../alert-group";
import type { Integration } from "../integration";
import { verifyHex } from "../signature";
import { isLegacy, legacyMoment } from "./legacy";

/** Where Grafana puts the time that it signs, when the contact point names this header. */
const timestampHeader = "x-grafana-alerting-timestamp";
/** How far that time may be from now, in seconds. */
const toleranceSeconds = 300;

export const grafana: Integration = {
  integration: "grafana",
  label: "Grafana",
  summary: "Grafana Alerting, one moment an alert",
  icon: "M12 4a8 8 0 1 0 8 8M12 8a4 4 0 1 0 4 4M12 12h.01M20 5l-4 4",
  setup: {
    steps: [
      "In Grafana, open Alerting, then Contact points, and add one of type Webhook.",
      "Paste this webhook's URL; leave “Disable resolved message” off.",
      "Under HMAC Signature make up a secret and paste it here too. Name the timestamp header X-Grafana-Alerting-Timestamp if you like: old requests are refused then.",
    ],
    link: {
      label: "Grafana's webhook notifier",
      url: "https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/",
    },
  },
  signature: { header: "X-Grafana-Alerting-Signature", help: "The secret of the contact point's HMAC Signature." },
  requestId: () => null,
  verify(secrets, { headers, body, now }) {
    const given = [headers["x-grafana-alerting-signature"] ?? ""].filter(Boolean);
    const stamp = headers[timestampHeader];
    if (stamp === undefined) return verifyHex(secrets, given, body);
    const verdict = verifyHex(secrets, given, `${stamp}:`, body);
    if (verdict !== "valid") return verdict;
    return /^\d{1,12}$/.test(stamp) && Math.abs(now / 1000 - Number(stamp)) <= toleranceSeconds ? "valid" : "stale";
  },
  parse(inbound) {
    if (isLegacy(inbound.value)) return legacyMoment(inbound);
    const parsed = parseGroup(inbound, "Grafana");
    if (parsed.ok) return parsed;
    return { ...parsed, reason: `${parsed.reason} Where the contact point has a custom payload, clear it: Hotline reads Grafana's own.` };
  },
  tellsCaller: false,
};
