import { expect, test } from "vitest";
import { setEnv } from "../env";
import { limitTries } from "./sign-in-limits";
import { admitSignInLink } from "./sign-in-link";

test("asking for links uses up nothing of signing in by one", () => {
  setEnv({ SMTP_URL: "smtp://127.0.0.1:1" });
  const headers = new Headers();
  const ask = (n: number) => admitSignInLink({ email: `somebody-${n}@example.com` }, headers);
  for (let n = 0; n < 20; n++) ask(n);
  expect(() => ask(20)).toThrow(expect.objectContaining({ status: 429 }));
  expect(limitTries("link", headers)).toBeNull();
});
