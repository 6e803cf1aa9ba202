import { alertmanager } from "./alertmanager/alertmanager";
import { custom } from "./custom/custom";
import { datadog } from "./datadog/datadog";
import { github } from "./github/github";
import { grafana } from "./grafana/grafana";
import { inngest } from "./inngest/inngest";
import type { Integration } from "./integration";
import { linear } from "./linear/linear";
import { pagerduty } from "./pagerduty/pagerduty";
import { sentry } from "./sentry/sentry";

/** Every integration, in the order in which they are offered. A new one is a line here. */
export const integrations: readonly Integration[] = [custom, datadog, pagerduty, linear, github, sentry, grafana, alertmanager, inngest];

export const integrationOf = (name: string): Integration | undefined => integrations.find(({ integration }) => integration === name);
