import { describe, expect, test } from "vitest";
import { now } from "./fixture";
import { fixtures } from "./fixtures";
import { enlarge, pathsOf } from "./huge.fixture";
import { integrations } from "./index";
import type { Integration, ParsedMoment } from "./integration";

/** What a field may hold in place of what it should: as a template, an older version or a hand writes it. */
const oddValues: Readonly<Record<string, unknown>> = {
  missing: undefined,
  null: null,
  empty: "",
  "a number": 7,
  "a text": "odd",
  "an array": ["odd"],
  "an object": { odd: "odd" },
  true: true,
};

/** Of each integration, the fields that say what a body is of, without which it may be an error; what became of that; and of which thing it is. */
const says: Readonly<Record<string, { what: RegExp; action?: RegExp; correlation?: RegExp }>> = {
  alertmanager: {
    what: /^alerts(\.\d+)?$/,
    action: /(^|\.)(status|endsAt)$/,
    correlation: /fingerprint|labels|generatorURL|^group|^common/i,
  },
  grafana: {
    what: /^(alerts(\.\d+)?|title|ruleId)$/,
    action: /(^|\.)(status|endsAt|state|title)$/,
    correlation: /fingerprint|labels|generatorURL|^group|^common|^ruleId/i,
  },
  datadog: {
    what: /^(alert|alert_title|monitor_name|title)$/,
    action: /transition|title|status|alert_type|^metadata|^alert$/i,
    correlation: /cycle|aggreg|title|monitor|scope|alert_id|host|^body$|^metadata|^alert(\.(id|title|scope))?$|^text$|transition/i,
  },
  pagerduty: { what: /^event(\.event_type)?$/, action: /status/, correlation: /^event\.data(\.(id|html_url))?$/ },
  linear: {
    what: /^(type|issueData|action|data)$/,
    action: /^(action|data|issueData)$|state/,
    correlation: /^(data|issueData)(\.(id|identifier))?$/,
  },
  github: {
    what: /^(deployment_status|workflow_run|action|deployment_status\.state|workflow_run\.conclusion)$/,
    correlation: /repository|environment|workflow|deployment/,
  },
  sentry: {
    what: /^(data|event|project|data\.(event|error|issue|activity))$/,
    action: /^action$|status|date_closed|description_title/,
    correlation: /issue|^(id|url)$|\.(id|url|web_url|permalink|groupID|shortId)$|metric_alert$|alert_rule$/,
  },
  inngest: { what: /^(event|events|\d+|events\.\d+)$|(^|\.)name$/, correlation: /data(\.run_id)?$/ },
};

const list = integrations.filter(({ tellsCaller }) => !tellsCaller);

const said = ({ action, correlation }: ParsedMoment) => ({ action, correlation });

describe.each(list.map((one) => [one.integration, one] as const))("%s", (name, integration: Integration) => {
  const { what = /^$/, action = /^$/, correlation = /^$/ } = says[name] ?? {};
  const good = (fixtures[name] ?? []).filter(({ body, expected }) => "moments" in expected && typeof body === "object");
  const read = (value: unknown, headers: Readonly<Record<string, string>> = {}) =>
    integration.parse({ headers, body: Buffer.from(""), value, now });

  test.each(good.map((fixture) => [fixture.title, fixture] as const))(
    "one odd field costs no more than itself: %s",
    (_title, { body, headers }) => {
      const before = read(body, headers);
      const expected = before.ok ? before.moments.map(said) : [];
      for (const path of pathsOf(body).filter((path) => path.length > 0 && !what.test(path.join(".")))) {
        for (const [kind, odd] of Object.entries(oddValues)) {
          const at = path.join(".");
          const parsed = read(enlarge(body, path, odd), headers);
          expect(parsed, `${at} is ${kind}`).toMatchObject({ ok: true });
          const left = parsed.ok ? parsed.moments.map(said) : [];
          const kept = left.map((one, index) => {
            const isOther = correlation.test(at);
            // A resolve of nothing in particular is news.
            const isFree = action.test(at) || (isOther && one.correlation === null);
            return {
              action: isFree ? expected[index]?.action : one.action,
              correlation: isOther ? expected[index]?.correlation : one.correlation,
            };
          });
          expect(kept, `${at} is ${kind}`).toEqual(expected);
        }
      }
    },
  );
});

test.each(["alertmanager", "grafana"])("%s: a list that is written as an object is the list", (name) => {
  const integration = integrations.find((one) => one.integration === name) as Integration;
  const read = (alerts: unknown) => integration.parse({ headers: {}, body: Buffer.from(""), value: { status: "firing", alerts }, now });
  const alerts = [{ fingerprint: "a" }, { fingerprint: "b", status: "resolved" }];
  expect(read({ ...alerts })).toEqual(read(alerts));
  expect(read({ odd: alerts[0] })).toMatchObject({ ok: false });
});

test.each(["alertmanager", "grafana"])("%s: labels and annotations count in any case, and none is left out", (name) => {
  const integration = integrations.find((one) => one.integration === name) as Integration;
  const alert = {
    status: "firing",
    labels: { Alertname: "DiskFull", Env: "staging", Service: "db" },
    annotations: { Summary: "Disk is full", DESCRIPTION: "92 %", Runbook_URL: "https://example.com/run", impact: "No writes" },
  };
  const parsed = integration.parse({ headers: {}, body: Buffer.from(""), value: { alerts: [alert] }, now });
  const [moment] = parsed.ok ? parsed.moments : [];
  expect(moment).toMatchObject({ name: "DiskFull", environment: "staging", source: "db", sourceUrl: "https://example.com/run" });
  for (const said of ["Disk is full", "92 %", "- **impact**: `No writes`"]) expect(moment?.description.split("\n")).toContain(said);
  expect(moment?.description.match(/https:/g)).toHaveLength(1);
});

test.each(["alertmanager", "grafana"])(
  "%s: whatever stands in an alert's place, or in any field of it, the others of its group are told",
  (name) => {
    const integration = integrations.find((one) => one.integration === name) as Integration;
    const alert = (fingerprint: string, status: string) => ({
      status,
      labels: { alertname: "a", severity: "page" },
      annotations: { summary: "s" },
      startsAt: "2026-11-22T11:00:00Z",
      endsAt: "2026-11-22T11:30:00Z",
      generatorURL: "http://prometheus:9090/graph",
      fingerprint,
    });
    const group = { status: "firing", groupKey: "g", alerts: [alert("a", "firing"), alert("b", "firing"), alert("c", "resolved")] };
    const read = (value: unknown) => integration.parse({ headers: {}, body: Buffer.from(""), value, now });
    const all = read(group);
    const [first, , last] = all.ok ? all.moments : [];
    for (const path of pathsOf(group.alerts[1])) {
      for (const [kind, odd] of Object.entries(oddValues)) {
        const parsed = read(enlarge(group, ["alerts", "1", ...path], odd));
        const moments = parsed.ok ? parsed.moments : [];
        expect([moments[0], moments.at(-1)], `${path.join(".")} is ${kind}`).toEqual([first, last]);
        if (path.length > 0) expect(moments, `${path.join(".")} is ${kind}`).toHaveLength(3);
      }
    }
  },
);
