import { expect, test } from "vitest";
import { publishInput } from "@/lib/domain/alerts/publish-input";
import { systemContracts } from "@/lib/domain/alerts/system-names";
import { contractOf, examplePayload } from "./payload-contract";

const names = Object.keys(systemContracts);
const publish = (name: string, payload: object) => publishInput.safeParse({ name, payload }).success;

test.each(names)("the example of %s is what its contract takes, and lacks nothing", (name) => {
  const payload = examplePayload(name, "production", new Date(0));
  expect(publish(name, payload)).toBe(true);
  for (const field of contractOf(name)) {
    const { [field.name]: _left, ...rest } = payload;
    expect(publish(name, rest), field.name).toBe(!field.required);
  }
});

test("other names have no contract", () => {
  expect(contractOf("payment:failed")).toEqual([]);
});
