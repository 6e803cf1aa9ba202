import type { TestWebhook } from "../../data/webhooks/webhook.fixture";
import { receive } from "./receive";

export const goodMoment = { name: "Deploy of storefront", type: "Incident", source: "Deploybot", occurred_at: "2023-04-01 12:31:26" };

/** Posts to a webhook as a caller would; rejects with the problem that the caller is told. */
export const postTo = (
  { token }: { token: TestWebhook["token"] },
  body: unknown,
  headers: Record<string, string> = {},
  ...rest: string[]
) =>
  receive(
    new Request("http://hotline.test/moment/x", {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "curl/8", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
    [token, ...rest],
  );

/** The id of the event that a refused request became. */
export const refusedId = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => Promise.reject(new Error("it was taken")),
    (error: Error) => /event_\w+/.exec(error.message)?.[0] ?? Promise.reject(error),
  );
