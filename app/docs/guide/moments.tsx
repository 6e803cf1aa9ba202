import Link from "next/link";
import { Example, Facts, Section } from "../section";

const curl = (url: string) => `curl ${url} --json '{
  "name": "Deployed storefront",
  "type": "near-miss",
  "source": "Deploybot",
  "source_url": "https://deploybot.example.com/builds/2207",
  "description": "Build **2207** is out.",
  "occurred_at": "2023-04-01 12:31:26"
}'`;

const python = (url: string) => `import requests

# The certificate is verified: that is what requests does unless it is told not to.
answer = requests.post(
    "${url}",
    json={"name": "Deployed storefront", "type": "near-miss", "source": "Deploybot"},
    timeout=10,
)
answer.raise_for_status()`;

export const Moments = ({ serverUrl }: { serverUrl: string }) => {
  const url = `${serverUrl}/moment/hl_hook_…`;
  return (
    <Section id="moments">
      <p>
        A team has webhooks: URLs that its tools and scripts post to. Make one on the team’s page under{" "}
        <Link href="/settings/teams">Settings, Teams</Link>, choose the tool (Datadog, PagerDuty, Linear, GitHub, Sentry, Grafana,
        Alertmanager, Inngest) or Custom, and paste the URL where the tool asks for one. Whoever has the URL can post: keep it as you keep a
        password.
      </p>
      <Example label="Post to a custom webhook" code={curl(url)} />
      <Example label="Post with Python" code={python(url)} />
      <Facts
        label="Fields of a custom moment"
        head={["Field", "What it is"]}
        rows={[
          [<code key="name">name</code>, "Required, at most 70 characters."],
          [<code key="type">type</code>, "Required: page, incident, alert or near-miss, in any case."],
          [<code key="source">source</code>, "Who reports it, at most 200 characters."],
          [<code key="source_url">source_url</code>, "An http or https link to more."],
          [<code key="description">description</code>, "Markdown."],
          [
            <code key="occurred_at">occurred_at</code>,
            "2023-04-01T12:31:26Z or 2023-04-01 12:31:26; UTC without a zone; not in the future. Default: now.",
          ],
        ]}
      />
      <p>
        Each request is kept as an event under <Link href="/integrations">Integrations</Link>: a good one becomes a moment, one that breaks
        the contract an error with the reason. Correct its body there and retry it; nothing has to be sent again. The answer is{" "}
        <code>200 {'{"id": "event_…", "status": "success"}'}</code>, or a 422 that names each field. A tool’s own webhook gets 200 all the
        same, because tools switch off a webhook that complains; only a wrong signature is a 401. A body has at most 256 KiB.
      </p>
      <p>
        What is refused before it is read makes no event: another method than POST (PUT is taken as one), a path below the URL, a body that
        is too large or breaks off, too many at once, an expired token. The webhook’s page counts it in red under Callers, with the reason
        and what helps; so does <code>GET /api/v1/webhooks/:id/callers</code> as <code>refusals</code>.
      </p>
      <p>
        A moment is also an alert named <code>moment:&lt;integration&gt;:&lt;type&gt;</code>, such as <code>moment:custom:page</code>: a
        channel <code>moment:.*</code> matches them all, and subscriptions take them from there. When the tool says that it is over, the
        alert’s action is <code>resolve</code>, under the name that its trigger had. A failed deployment of GitHub is{" "}
        <code>deploy:failed</code> besides, a failed function of Inngest <code>run:failed</code>.
      </p>
      <p>
        The same without a webhook: <code>POST {serverUrl}/moment/&lt;API key&gt;/&lt;integration&gt;</code> with a key of scope{" "}
        <code>publish</code>; the moment is that of the key’s team. A repeat with the same <code>Idempotency-Key</code>,{" "}
        <code>webhook-id</code> or id of the tool’s own is recorded once. What a tool tells without an id, as Alertmanager and Grafana do,
        is told once too, until its opposite is told: a reminder is no news, and what fires again after its end is.
      </p>
      <p>
        Of a tool’s body, one odd field costs no more than itself: the rest is read, and the event says what was odd. How bad something is
        may be said in most words that are in use (<code>critical</code>, <code>sev-1</code>, <code>P2</code>, <code>major</code>,{" "}
        <code>notice</code>), in any case.
      </p>
      <p>
        Some tools repeat the URL in what they send, as GitHub’s ping does. Its token is shown as <code>[token]</code> to whoever may not
        reveal it, and in moments and alerts to everybody. Other secrets in a body stay as they were sent, and whoever may read can read
        them.
      </p>
      <p>
        To change a URL, rotate it: the webhook gets a new one, and the old one lives until the time that you name. The webhook’s page shows
        who still uses the old one, and says when nobody does.
      </p>
    </Section>
  );
};
