import { Example, Facts, Section } from "../section";

const nodeCode = `import { createHmac, timingSafeEqual } from "node:crypto";

// \`body\` is the request's raw bytes, before any JSON.parse.
export function isFromHotline(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  return headers["webhook-signature"].split(" ").some((part) => {
    const given = Buffer.from(part.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

const pythonCode = `import base64, hashlib, hmac, time

# \`body\` is the request's raw bytes, before any json.loads.
def is_from_hotline(secret: str, headers, body: bytes) -> bool:
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        return False
    signed = f"{headers['webhook-id']}.{timestamp}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(part, expected) for part in headers["webhook-signature"].split(" "))`;

const requestBody = `{
  "type": "alert.triggered",
  "alert_id": "alert_01k…",
  "name": "payment:failed",
  "environment": "production",
  "severity": "error",
  "timestamp": "2026-11-22T08:14:03.512Z",
  "dedup_key": null,
  "url": "https://…/alerts/history/alert_01k…",
  "data": { "order": "1042", "error": "Card declined" }
}`;

export const Signatures = () => (
  <Section id="webhook-signatures">
    <p>
      Webhook destinations get a POST that is signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says: any of its
      libraries verifies it. The signing secret (<code>whsec_…</code>) is on the destination’s page. While a secret is being rotated there
      are two signatures; one right one is enough.
    </p>
    <Facts
      label="Headers of a webhook"
      head={["Header", "What it is"]}
      rows={[
        [<code key="id">webhook-id</code>, "The delivery. Constant over retries: tell a repeat by it."],
        [<code key="timestamp">webhook-timestamp</code>, "Seconds since 1970. Refuse what is more than 5 minutes away."],
        [<code key="signature">webhook-signature</code>, "One or more v1,<base64> signatures, separated by spaces."],
      ]}
    />
    <Example label="The body of a webhook" code={requestBody} />
    <Example label="Verify in Node" code={nodeCode} />
    <Example label="Verify in Python" code={pythonCode} />
    <p>
      Answer any 2xx within 15 seconds, then do the work. Delivery is at least once: a crash between your answer and its record sends the
      same <code>webhook-id</code> again.
    </p>
  </Section>
);

const problem = `{
  "type": "about:blank",
  "title": "Invalid input",
  "status": 422,
  "detail": "name: is required",
  "code": "invalid_input",
  "request_id": "0f6c…",
  "errors": [{ "path": "name", "message": "is required" }]
}`;

export const Errors = () => (
  <Section id="errors">
    <p>
      Errors are <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> problems. Programs read <code>code</code> and{" "}
      <code>errors[].path</code>; people read <code>detail</code>; the server’s log has the <code>request_id</code>.
    </p>
    <p>
      A field or a query parameter that is unknown is refused by name, so that a slip changes nothing else. Each thing that can be changed
      has an <code>ETag</code> in its answers: sent back as <code>If-Match</code> with a PATCH or a DELETE, it makes that a 412 when
      somebody else has changed the thing meanwhile.
    </p>
    <Example label="A problem" code={problem} />
    <Facts
      label="Statuses"
      head={["Status", "Means", "Do"]}
      rows={[
        ["401", "No key, or a wrong, revoked or expired one", "Check the Authorization header"],
        ["403", "The key may not do this", "Look at its scopes and environment"],
        ["404", "Unknown, or somebody else’s", "Check the id"],
        ["409", "The same Idempotency-Key is still running", "Send it again in a moment"],
        ["412", "It was changed since your If-Match", "Get it again; send what you still want"],
        ["413", "More than 1 MiB", "Send less at once"],
        ["422", "A field is wrong; all of them are named", "Mend what errors says"],
        ["429", "Too fast", "Wait for Retry-After seconds"],
        ["503", "Nothing was committed", "Wait for Retry-After seconds, then send it again"],
      ]}
    />
  </Section>
);
