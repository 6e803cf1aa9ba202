import { beforeAll, expect, test } from "vitest";
import { useOwnDatabase } from "../postgres/own-database.fixture";
import { setUp, setupCode } from "./setup";

beforeAll(useOwnDatabase);

const input = { organization: "Acme", name: "Ada", email: "ada@example.com", password: "correct horse battery" };

test("wrong codes are refused and soon limited, and never keep out who has the right one", async () => {
  const wrong = Array.from({ length: 12 }, (_, count) => setUp({ ...input, code: `0000-0000-00${count}` }).catch((error) => error.status));
  expect(new Set(await Promise.all(wrong))).toEqual(new Set([422, 429]));
  expect(await setUp({ ...input, code: setupCode().toLowerCase() })).toMatchObject({ user_id: expect.stringMatching(/^user_/) });
  await expect(setUp({ ...input, code: setupCode() })).rejects.toMatchObject({ status: 409 });
});
