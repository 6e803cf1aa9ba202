import { alertmanager } from "./alertmanager/alertmanager.fixture";
import { custom } from "./custom/custom.fixture";
import { datadog } from "./datadog/datadog.fixture";
import type { Fixture } from "./fixture";
import { github } from "./github/github.fixture";
import { grafana } from "./grafana/grafana.fixture";
import { inngest } from "./inngest/inngest.fixture";
import { linear } from "./linear/linear.fixture";
import { pagerduty } from "./pagerduty/pagerduty.fixture";
import { sentry } from "./sentry/sentry.fixture";

/** The fixtures of each integration. */
export const fixtures: Readonly<Record<string, readonly Fixture[]>> = {
  alertmanager,
  custom,
  datadog,
  github,
  grafana,
  inngest,
  linear,
  pagerduty,
  sentry,
};
