import { systemContracts } from "@/lib/domain/alerts/system-names";
import { Example, Facts, Section } from "../section";

export const Idempotency = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="idempotency">
    <p>
      When an answer got lost, send the request again with the same <code>Idempotency-Key</code>: it counts once. The same key and body get
      the first answer, marked <code>Idempotent-Replayed: true</code>; another body is a 422, a request that still runs a 409. Keys are kept
      for 7 days.
    </p>
    <Example
      label="Publish with an Idempotency-Key"
      code={`curl ${serverUrl}/api/v1/alerts \\
  -H "Authorization: Bearer $HOTLINE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: order-1042-declined" \\
  -d '{"name": "payment:failed", "payload": {"order": "1042"}}'`}
    />
  </Section>
);

export const Resolve = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="resolve">
    <p>
      Give a trouble a <code>dedup_key</code>, and publish the same key with <code>action: resolve</code> when it is over. Destinations that
      know incidents close theirs; the others get a message that says so. Nobody hears of an end first: a resolve waits until its trigger
      was sent to the same destination, and is skipped where that failed for good. Who heard a trigger hears its end, whatever subscriptions
      say by then.
    </p>
    <Example
      label="Trigger, then resolve"
      code={`publish() { curl -s ${serverUrl}/api/v1/alerts -H "Authorization: Bearer $HOTLINE_API_KEY" -H "Content-Type: application/json" -d "$1"; }
publish '{"name": "disk:full", "severity": "critical", "dedup_key": "db-1/disk"}'
publish '{"name": "disk:full", "action": "resolve", "dedup_key": "db-1/disk"}'`}
    />
  </Section>
);

const names = (fields: readonly string[]) =>
  fields.length === 0
    ? "–"
    : fields.map((field, at) => (
        <span key={field}>
          {at > 0 && ", "}
          <code>{field}</code>
        </span>
      ));

export const SystemNames = () => (
  <Section id="system-names">
    <p>
      Every organization has a channel for these four names. Their payloads have a contract: a field that is missing or mistyped is a 422
      that names it.
    </p>
    <Facts
      label="System names and their payloads"
      head={["Name", "Required", "Optional"]}
      rows={Object.entries(systemContracts).map(([name, { required, optional }]) => [
        <code key={name}>{name}</code>,
        names(required),
        names(optional),
      ])}
    />
    <p>
      <code>env_id</code> is the id or slug of an environment, and sets the alert’s environment. <code>timestamp</code> is ISO 8601 or
      milliseconds; <code>error</code> is a string or an object.
    </p>
  </Section>
);

export const Why = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="why">
    <p>
      The page of an alert says of each channel, subscription and destination why it did or did not lead to a delivery, and shows every
      attempt. To ask before anything is sent, use the route tester, or:
    </p>
    <Example
      label="What an alert would lead to"
      code={`curl ${serverUrl}/api/v1/explain \\
  -H "Authorization: Bearer $HOTLINE_ADMIN_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"name": "payment:failed", "environment": "production"}'`}
    />
    <p>
      Both answer with a <code>reason</code> for programs and <code>said</code> for people, which is null where nothing stood in the way. A
      subscription’s <code>problems</code> say in the same way what keeps it from ever sending.
    </p>
  </Section>
);
