import Link from "next/link";
import { PublishExample } from "@/components/code/publish-example";
import { Example, Facts, Section } from "../section";

const body = { name: "payment:failed", severity: "error", payload: { order: "1042", error: "Card declined" } };

const answer = `HTTP/1.1 202 Accepted

{"id": "alert_01k…", "name": "payment:failed", "status": "accepted", "created_at": "2026-11-22T08:14:03.512Z"}`;

export const FirstAlert = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="first-alert">
    <p>
      An alert is something that happened and that somebody may have to act on. Your code publishes it with an API key of scope{" "}
      <code>publish</code>. <Link href="/start">The first-run page</Link> makes a key, a destination and a subscription in a minute.
    </p>
    <PublishExample serverUrl={serverUrl} apiKey="$HOTLINE_API_KEY" body={body} />
    <p>The answer comes once the alert is committed; deliveries follow within moments, and are repeated until the receiver takes them.</p>
    <Example label="The answer" code={answer} />
  </Section>
);

export const AlertFields = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="alerts">
    <Facts
      label="Fields of an alert"
      head={["Field", "What it is"]}
      rows={[
        [<code key="name">name</code>, "Required, 1–200 characters. By convention category:event, such as payment:failed."],
        [<code key="payload">payload</code>, "A JSON object, at most 32 levels deep. Receivers get its text as you wrote it."],
        [<code key="environment">environment</code>, "The slug of an environment. Default: that of the API key, else none."],
        [<code key="severity">severity</code>, "critical, error, warning or info."],
        [<code key="action">action</code>, "trigger (the default) or resolve."],
        [<code key="dedup_key">dedup_key</code>, "At most 255 characters: what a trigger and its resolve have in common."],
      ]}
    />
    <p>
      A field that is none of these is left out, and the answer names it in <code>warnings</code> with the one that was probably meant. An
      array of up to 1,000 such objects publishes them all or none. A request has at most 1 MiB. An alert that nothing matches is kept too,
      and says why it went nowhere.
    </p>
    <Example
      label="Publish several at once"
      code={`curl ${serverUrl}/api/v1/alerts \\
  -H "Authorization: Bearer $HOTLINE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '[{"name": "payment:failed"}, {"name": "payment:refunded", "severity": "info"}]'`}
    />
  </Section>
);
