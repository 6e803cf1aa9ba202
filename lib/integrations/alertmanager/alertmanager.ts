import { parseGroup } from "../alert-group";
import type { Integration } from "../integration";

export const alertmanager: Integration = {
  integration: "alertmanager",
  label: "Alertmanager",
  summary: "Prometheus alerts, one moment each",
  icon: "M12 3v3M6 20h12M8 20v-4h8v4M7 16a5 5 0 1 1 10 0",
  setup: {
    steps: [
      "Add a receiver with a webhook_config to alertmanager.yml, and put this webhook's URL into it.",
      "Route the alerts to that receiver, and reload Alertmanager.",
      "Leave send_resolved on: what resolves there resolves here.",
      "Keep max_alerts at 1000 or less: of a larger group the first 1,000 alerts are taken, and a request over 256 KiB is refused.",
    ],
    link: { label: "Alertmanager's webhook_config", url: "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config" },
    template: {
      label: "alertmanager.yml",
      text: [
        "receivers:",
        "  - name: hotline",
        "    webhook_configs:",
        "      - url: <this webhook's URL>",
        "        send_resolved: true",
        "        max_alerts: 1000",
      ].join("\n"),
    },
  },
  signature: null,
  requestId: () => null,
  verify: () => "missing",
  parse: (inbound) => parseGroup(inbound, "Alertmanager"),
  tellsCaller: false,
};
