import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { secretFault, signWebhook, toleranceSeconds, verifyWebhook } from "./standard-webhooks";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
/** The vector of the specification's reference libraries. */
const vector = {
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const headers = { id: vector.id, timestamp: String(vector.timestamp), signature: vector.signature };
const now = vector.timestamp * 1000;

describe("signWebhook", () => {
  test("signs as the specification's vector says", () => {
    expect(signWebhook([secret], vector.id, vector.timestamp, vector.body)).toBe(vector.signature);
  });

  test("signs with every active secret, newest first", () => {
    const both = signWebhook([other, secret], vector.id, vector.timestamp, vector.body).split(" ");
    expect(both).toEqual([signWebhook([other], vector.id, vector.timestamp, vector.body), vector.signature]);
  });

  test("agrees with the reference library on any text", () => {
    const seconds = Math.floor(Date.now() / 1000);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.string({ unit: "binary" }), (key, body) => {
        const text = `whsec_${Buffer.from(key).toString("base64")}`;
        const mine = signWebhook([text], "msg_1", seconds, body);
        expect(mine).toBe(new Webhook(text).sign("msg_1", new Date(seconds * 1000), body));
        expect(
          verifyWebhook([text], { id: "msg_1", timestamp: String(seconds), signature: mine }, Buffer.from(body), Date.now()),
        ).toBeNull();
      }),
    );
  });
});

describe("verifyWebhook", () => {
  const verify = (
    change: Partial<Record<keyof typeof headers, string | null>> = {},
    secrets = [secret],
    body: string | Uint8Array = vector.body,
    at = now,
  ) => verifyWebhook(secrets, { ...headers, ...change }, body, at);

  test("takes a right signature, by any of the active secrets and among several signatures", () => {
    expect(verify()).toBeNull();
    expect(verify({}, [other, secret])).toBeNull();
    expect(verify({}, [secret], Buffer.from(vector.body))).toBeNull();
    expect(verify({ signature: `v1,AAAA v1a,xyz ${vector.signature}` })).toBeNull();
  });

  test.each([
    ["another secret", {}, [other], vector.body],
    ["no secret", {}, [], vector.body],
    ["another body", {}, [secret], `${vector.body} `],
    ["another id", { id: "msg_2" }, [secret], vector.body],
    ["another version", { signature: vector.signature.replace("v1,", "v2,") }, [secret], vector.body],
    ["a part of the signature", { signature: vector.signature.slice(0, -1) }, [secret], vector.body],
    ["no signature at all", { signature: "v1," }, [secret], vector.body],
  ])("refuses %s", (_title, change, secrets, body) => expect(verify(change, secrets, body)).toBe("mismatch"));

  test.each([["id"], ["timestamp"], ["signature"]] as const)("refuses without %s", (name) => {
    expect(verify({ [name]: null })).toBe("missing");
    expect(verify({ [name]: "" })).toBe("missing");
  });

  test("refuses a timestamp that is no number, or more than five minutes away", () => {
    expect(verify({ timestamp: "1614265330.5" })).toBe("missing");
    const limit = toleranceSeconds * 1000;
    expect(verify({}, [secret], vector.body, now + limit)).toBeNull();
    expect(verify({}, [secret], vector.body, now + limit + 1000)).toBe("stale");
    expect(verify({}, [secret], vector.body, now - limit - 1000)).toBe("stale");
  });
});

test.each([
  [secret, true],
  [`whsec_${Buffer.alloc(23).toString("base64")}`, false],
  [`whsec_${Buffer.alloc(24).toString("base64")}`, true],
  [`whsec_${Buffer.alloc(25).toString("base64")}`, true],
  [`whsec_${Buffer.alloc(64).toString("base64")}`, true],
  [`whsec_${Buffer.alloc(65).toString("base64")}`, false],
  ["whsec_", false],
  ["whsec_not base64, for it has spaces and commas", false],
  [Buffer.alloc(32).toString("base64"), false],
])("whether %s is a secret: %s", (text, isSecret) => {
  expect(secretFault(text) === null).toBe(isSecret);
});
