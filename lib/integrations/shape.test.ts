import { expect, test } from "vitest";
import { z } from "zod";
import { hourMs } from "../domain/time";
import { cut, facts, httpUrl, inlineCode, instant, list, moment, prose, reader, text } from "./shape";

const now = Date.UTC(2026, 10, 22, 12);

test.each<[string | number | null | undefined, number]>([
  ["2026-11-22T11:00:00Z", now - hourMs],
  ["2026-11-22T06:00:00-05:00", now - hourMs],
  ["2026-11-22T11:00:00.123456789Z", now - hourMs + 123],
  // Without a zone it is UTC, wherever this machine is.
  ["2026-11-22 11:00:00", now - hourMs],
  ["2026-11-22T11:00:00", now - hourMs],
  [now - 1, now - 1],
  [String(now - 1), now - 1],
  [now / 1000 - 60, now - 60_000],
  ["1795346340.5", Math.floor(1_795_346_340_500)],
  ["0001-01-01T00:00:00Z", now],
  ["1999-12-31T23:59:59Z", now],
  ["2026-11-22T12:00:01Z", now],
  [0, now],
  [-5, now],
  ["yesterday", now],
  ["", now],
  [null, now],
  [undefined, now],
])("the instant %j is one that a page can show", (given, expected) => {
  expect(instant(given, { now })).toBe(expected);
});

test("an instant may be later than the arrival, up to the present; what has none is of the arrival", () => {
  const at = { now: now - hourMs, latest: now };
  expect(instant(now - 60_000, at)).toBe(now - 60_000);
  expect(instant(now + 60_000, at)).toBe(at.now);
  for (const none of [null, "yesterday", 0]) expect(instant(none, at)).toBe(at.now);
});

test("values stay what they are: code that no backtick ends, and labels without marks", () => {
  expect(inlineCode("a")).toBe("`a`");
  expect(inlineCode("``a` <b>")).toBe("``` ``a` <b> ```");
  expect(facts({ "a_b*<i>": "x\n# y", empty: " ", none: null, zero: 0 })).toBe("- **a_b??i?**: `x # y`\n- **zero**: `0`");
});

test("HTML in a tool's text is shown and not meant, also where code might hide it", () => {
  expect(prose(" 1 < 2 <B onclick=x> `<b>` <!-- c --> <?php </b> ")).toBe("1 < 2 &lt;B onclick=x> `&lt;b>` &lt;!-- c --> &lt;?php &lt;/b>");
  expect(prose("x".repeat(8_001))).toHaveLength(8_001);
});

test("only web links are links", () => {
  expect(httpUrl("https://example.com/a")).toBe("https://example.com/a");
  for (const url of ["javascript:alert(1)", "data:text/html,x", "/a", "", null, `https://example.com/${"a".repeat(2_000)}`])
    expect(httpUrl(url)).toBeNull();
});

test("a moment's name and source are one line without controls, cut between characters", () => {
  const odd = moment({ name: "a\u0000b\u001b[31m\u202ec\r\nd", source: "s\u0007\tt", type: "alert", occurredAt: now });
  expect(odd).toMatchObject({ name: "a b [31m c d", source: "s t" });
  const family = "👩‍👩‍👧‍👦";
  for (let shift = 0; shift < 7; shift++) {
    const name = cut(`${"x".repeat(shift)}${family.repeat(30)}`, 70);
    expect(Array.from(name).length).toBeLessThanOrEqual(70);
    expect(name.replace(/^x*/, "").replaceAll(family, "")).toBe("…");
  }
});

test("a moment is cut to what may be kept, and a resolve of nothing in particular is news of its own", () => {
  const long = moment({
    name: "😀".repeat(71),
    type: "alert",
    occurredAt: now,
    source: " ",
    correlation: "k".repeat(201),
    action: "resolve",
  });
  expect(Array.from(long.name)).toHaveLength(70);
  expect(long).toMatchObject({ source: null, action: "resolve", correlation: expect.stringMatching(/^sha256 [0-9a-f]{64}$/) });
  expect(moment({ name: "x", type: "alert", occurredAt: now, externalId: "i".repeat(200) }).externalId).toHaveLength(200);
  expect(moment({ name: "x", type: "alert", occurredAt: now, externalId: "i".repeat(201) })).toMatchObject({
    externalId: null,
    identity: null,
  });
  expect(moment({ name: "", type: "alert", occurredAt: now, action: "resolve" })).toMatchObject({ name: "Untitled", action: "trigger" });
});

test.each([
  ["short", 10, "short"],
  ["  a \n\t b  ", 10, "a b"],
  ["exactly ten", 11, "exactly ten"],
  ["more than ten", 10, "more than…"],
  ["😀".repeat(10), 10, "😀".repeat(10)],
  ["😀".repeat(11), 10, `${"😀".repeat(9)}…`],
  [`a${" ".repeat(300_000)}b`, 10, "a …"],
  [`${" ".repeat(300_000)}a`, 10, "a"],
  [" ".repeat(300_000), 10, ""],
  // A pair is not split where no more is looked at.
  [`a${" ".repeat(78)}😀`, 10, "a …"],
])("%j is cut to %i characters", (given, most, expected) => {
  expect(cut(given, most)).toBe(expected);
});

test("a label stays what it is, and none of its signs means anything", () => {
  const labels = ["grafana_folder", "_private_", "a__b", "a*b", "k8s.io/name", "[x](y)"];
  expect(facts(Object.fromEntries(labels.map((label) => [label, "v"]))).match(/(?<=\*\*).*(?=\*\*)/g)).toEqual([
    "grafana_folder",
    "\\_private\\_",
    "a\\_\\_b",
    "a?b",
    "k8s.io/name",
    "?x??y?",
  ]);
});

test("a text may be a number, and is missing when it is anything else", () => {
  const shape = z.object({ a: text, b: text, c: text, d: text, e: text });
  expect(shape.parse({ a: "x", b: 1.5, c: {}, d: JSON.parse("1e999") })).toEqual({ a: "x", b: "1.5", c: null, d: null });
});

test("a list is its first fifty, and missing when one of those is odd", () => {
  const shape = z.object({ list: list(z.string()) });
  expect(shape.parse({ list: [...Array(50).fill("a"), 1] }).list).toHaveLength(50);
  for (const odd of [["a", 1], "a", {}, null]) expect(shape.parse({ list: odd }).list).toBeNull();
  expect(shape.parse({})).toEqual({});
});

test("a body is read once", () => {
  let times = 0;
  const read = reader(
    z.unknown().transform(() => {
      times++;
      return times;
    }),
  );
  const body = {};
  expect([read(body).data, read(body).data, read({}).data, read("text").data, read("text").data]).toEqual([1, 1, 2, 3, 4]);
});
