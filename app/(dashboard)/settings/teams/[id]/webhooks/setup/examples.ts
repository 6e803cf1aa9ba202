export type Language = "curl" | "python";

const moment = {
  name: "Checkout is slow",
  type: "alert",
  source: "Deploybot",
  source_url: "https://example.com/deploys/1042",
  description: "p95 is **2.4 s** since the last deploy.",
};

const json = JSON.stringify(moment, null, 4);
const indented = json.replaceAll("\n", "\n    ");

/** Calls that post a moment to `url`, which is written as it is. */
export const examplesOf = (url: string): Record<Language, string> => ({
  curl: `curl --json '${JSON.stringify(moment, null, 2)}' '${url}'`,
  // The moment holds strings only: its JSON is Python too. Requests checks certificates unless it is told not to.
  python: `import requests

response = requests.post(
    "${url}",
    json=${indented},
    timeout=10,
)
print(response.status_code, response.json())`,
});

/** The same in Python, signed by Standard Webhooks. */
export const signedPython = (url: string): string => `import base64, hashlib, hmac, json, os, time, uuid

import requests

secret = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
body = json.dumps(${json}).encode()
message_id, timestamp = f"msg_{uuid.uuid4().hex}", str(int(time.time()))
signed = f"{message_id}.{timestamp}.".encode() + body
signature = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest())

response = requests.post(
    "${url}",
    data=body,
    headers={
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature.decode()}",
    },
    timeout=10,
)
print(response.status_code, response.json())`;
