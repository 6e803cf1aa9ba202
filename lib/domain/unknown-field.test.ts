import { expect, test } from "vitest";
import { sayUnknown } from "./unknown-field";

const known = ["name", "pattern", "description", "environment", "enabled", "channel_ids", "expires_at"];

test.each([
  ["enable", "enabled"],
  ["Enabled", "enabled"],
  ["enbaled", "enabled"],
  ["env", "environment"],
  ["enviroment", "environment"],
  ["channelIds", "channel_ids"],
  ["channels_ids", "channel_ids"],
  ["expires", "expires_at"],
  ["names", "name"],
  ["desc", "description"],
])("%s was meant for %s", (name, meant) => expect(sayUnknown(name, known)).toBe(`is not a field of this; did you mean "${meant}"?`));

test.each(["x", "", "colour", "__proto__", "n".repeat(100_000)])("%.20s is near none: all are named", (name) =>
  expect(sayUnknown(name, ["name", "role"], "parameter")).toBe("is not a parameter of this: it takes name and role"),
);

test("what takes nothing says so", () => expect(sayUnknown("name", [], "parameter")).toBe("is not a parameter of this: it takes none"));
