import { expect, test } from "vitest";
import { newId, readId, showId } from "./id";

test("an id that is shown reads back, as its own kind only", () => {
  const uuid = newId();
  const shown = showId("dest", uuid);
  expect(shown).toMatch(/^dest_[0-9a-z]{26}$/);
  expect(readId("dest", shown)).toBe(uuid);
  for (const prefix of ["chan", "alert", "dlv", "org"] as const) expect(readId(prefix, shown)).toBeNull();
});

test("ids sort by the time they were made, shown or not", () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  const shown = ids.map((id) => showId("alert", id));
  expect([...shown].sort()).toEqual(shown);
});

test.each([
  "",
  "dest",
  "dest_",
  "dest_x",
  "dest_01jd0000000000000000000000x",
  "DEST_01jd0000000000000000000000",
  "dest_01JD0000000000000000000000",
  "dest_8zzzzzzzzzzzzzzzzzzzzzzzzz",
  "01jd0000000000000000000000",
  "dest_\u0000",
  "../../etc/passwd",
  "a".repeat(100_000),
  newId(),
])("%.40s is no id", (text) => {
  expect(readId("dest", text)).toBeNull();
});
