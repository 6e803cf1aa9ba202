import { alertmanager } from "./alertmanager";
import { custom } from "./custom";
import { datadog } from "./datadog";
import { github } from "./github";
import { grafana } from "./grafana";
import { inngest } from "./inngest";
import type { Integration } from "./integration";
import { linear } from "./linear";
import { pagerduty } from "./pagerduty";
import { sentry } from "./sentry";

/** Every integration, in the order in which they are offered. A new one is a line here. */
export const integrations: readonly Integration[] = [custom, datadog, pagerduty, linear, github, sentry, grafana, alertmanager, inngest];

export const integrationOf = (name: string): Integration | undefined => integrations.find(({ integration }) => integration === name);
