import { expect, test } from "vitest";
import { iso, minutesAgo, now } from "../fixture";
import { custom } from "./custom";

const parse = (occurred_at: unknown, more: { now?: number; latest?: number } = {}) => {
  const value = { name: "x", type: "alert", occurred_at };
  return custom.parse({ headers: {}, body: Buffer.from(JSON.stringify(value)), value, now, ...more });
};

test("blanks around a time do not carry it past the check", () => {
  const ahead = iso(minutesAgo(-60));
  for (const given of [ahead, ` ${ahead}`, `${ahead}${" ".repeat(60)}`, `${" ".repeat(60)}${ahead}`])
    expect(parse(given), JSON.stringify(given)).toMatchObject({ ok: false, reason: "occurred_at must not be in the future." });
  expect(parse(`${iso(minutesAgo(60))}${" ".repeat(60)}`)).toMatchObject({ ok: true, moments: [{ occurredAt: minutesAgo(60) }] });
});

test("a time may be as late as the present; without one it is of its arrival", () => {
  const at = { now: minutesAgo(60), latest: now };
  expect(parse(iso(minutesAgo(30)), at)).toMatchObject({ ok: true, moments: [{ occurredAt: minutesAgo(30) }] });
  expect(parse(iso(minutesAgo(-3)), at)).toMatchObject({ ok: true, moments: [{ occurredAt: now }] });
  expect(parse(iso(minutesAgo(-6)), at)).toMatchObject({ ok: false });
  expect(parse(undefined, at)).toMatchObject({ ok: true, moments: [{ occurredAt: minutesAgo(60) }] });
});

test("a name and a source are one line without controls; a name of nothing else is empty", () => {
  const read = (name: string, source: string) => {
    const value = { name, source, type: "alert" };
    return custom.parse({ headers: {}, body: Buffer.from(""), value, now });
  };
  expect(read("a\u001b[31m\r\nb\u202e", "s\u0007t")).toMatchObject({ ok: true, moments: [{ name: "a [31m b", source: "s t" }] });
  expect(read("\u0007\u001b", "s")).toMatchObject({ ok: false, reason: "name must not be empty." });
});
