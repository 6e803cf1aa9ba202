import { describeKinds } from "@/lib/http/destination-kinds";
import { Example, Facts, Section } from "../section";

export const Channels = () => (
  <Section id="channels">
    <p>
      A channel is a named pattern. Patterns are <a href="https://github.com/google/re2/wiki/Syntax">RE2</a> and match the{" "}
      <strong>whole</strong> name, as if they stood between <code>^</code> and <code>$</code>: <code>run:failed</code> does not match{" "}
      <code>dry-run:failed</code>. Look-around and back-references do not exist in RE2.
    </p>
    <Facts
      label="Examples of patterns"
      head={["Pattern", "Matches", "Does not match"]}
      rows={[
        [<code key="1">payment:failed</code>, "payment:failed", "payment:failed:retry"],
        [<code key="2">payment:.*</code>, "payment:failed, payment:refunded", "prepayment:failed"],
        [<code key="3">(run|deploy):failed</code>, "run:failed, deploy:failed", "run:cancelled"],
        [<code key="4">.*:failed</code>, "any category that failed", "payment:failed:again"],
        [<code key="5">.*</code>, "everything", "–"],
      ]}
    />
    <p>
      Four channels are built in, for the <a href="#system-names">system names</a>. The page of a channel shows which names of the last 30
      days its pattern matches while you type.
    </p>
    <p>
      Matching takes time in proportion to how large a pattern is once its repeats are written out. One may have 500 such parts, all of an
      organization's patterns 25,000 together (50 for each of MAX_CHANNELS channels); what people write has 10 to 120.
    </p>
  </Section>
);

export const Destinations = () => (
  <Section id="destinations">
    <p>A destination is where alerts go. Each has a kind; “Send test” sends it a sample, and shows what it answered.</p>
    <Facts label="Kinds of destinations" head={["Kind", "What it does", "Fields"]} rows={describeKinds().map(toRow)} />
    <p>
      Secrets are kept encrypted and are never shown again. A failed delivery is repeated, at growing intervals, for hours or days by its
      kind; a destination that is slow or down holds up no other.
    </p>
  </Section>
);

const toRow = ({ label, summary, fields }: ReturnType<typeof describeKinds>[number]) =>
  [label, summary, fields.map((field) => (field.required ? field.label : `${field.label} (optional)`)).join(", ")] as const;

export const Subscriptions = ({ serverUrl }: { serverUrl: string }) => (
  <Section id="subscriptions">
    <p>
      A subscription carries what its channels match to its destinations, in the whole organization or in one environment. However many
      subscriptions name a destination, one alert reaches it once.
    </p>
    <Example
      label="A channel and a subscription through the API"
      code={`api() { curl -s "${serverUrl}/api/v1/$1" -H "Authorization: Bearer $HOTLINE_ADMIN_KEY" -H "Content-Type: application/json" -d "$2"; }
api channels      '{"name": "Payments", "pattern": "payment:.*"}'
api subscriptions '{"name": "Payments to on-call", "channel_ids": ["chan_…"], "destination_ids": ["dest_…"]}'`}
    />
  </Section>
);

export const Environments = () => (
  <Section id="environments">
    <p>
      Environments (production, staging …) keep alerts apart. A channel, a subscription or an API key may be bound to one. Bound to none, a
      channel or a subscription applies everywhere.
    </p>
    <ul>
      <li>
        A key that is bound to <code>production</code> publishes there only: naming another environment is a 403.
      </li>
      <li>An alert without an environment reaches organization-wide channels and subscriptions only.</li>
      <li>An unknown slug is refused with a 422, so a typing error never goes unheard.</li>
    </ul>
  </Section>
);
