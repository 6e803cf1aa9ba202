import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compactJson,
  findUnstorable,
  maxJsonDepth,
  membersOf,
  parseExactly,
  parseJson,
  quoteUnheldNumbers,
  sourceOf,
  unstorable,
} from "./json";

/** JSON text of a value, with random white space, escapes and number formats; the source of each part as it is written. */
const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\t", "\r"), maxLength: 3 });
const escaped = fc.string({ unit: "binary" }).map((text) => {
  const plain = JSON.stringify(text);
  return text.length > 0 && text.length % 2 === 0
    ? `"${[...text].map((c) => [...c].flatMap((_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, "0")}`).join("")).join("")}"`
    : plain;
});
const { value: source } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      "null",
      "true",
      "false",
      "0",
      "-0",
      "1.50",
      "1e2",
      "12345678901234567890",
      '""',
      "{}",
      "[]",
      '"}"',
      '"\\\\"',
      '"\\""',
      '"]{,:"',
    ),
    escaped,
    fc.array(fc.tuple(space, tie("value"), space)).map((items) => `[${items.map((parts) => parts.join("")).join(",")}]`),
    fc
      .array(fc.tuple(space, escaped, space, space, tie("value"), space))
      .map((members) => `{${members.map(([a, key, b, c, value, d]) => `${a}${key}${b}:${c}${value}${d}`).join(",")}}`),
  ),
}));
const other = fc.tuple(fc.constantFrom('"name"', '"payloa"', '"Payload"', '"payload2"', '"\\\\payload"', '""'), source);
const payloadKey = fc.constantFrom('"payload"', '"\\u0070ayload"', '"p\\u0061yload"');
const object = fc
  .tuple(
    fc.array(other, { maxLength: 3 }),
    fc.option(fc.tuple(payloadKey, source)),
    fc.array(other, { maxLength: 2 }),
    fc.array(space, { minLength: 6, maxLength: 6 }),
  )
  .map(([before, own, after, s]) => {
    const members = [...before, ...(own ? [own] : []), ...after].map(([key, value]) => `${s[0]}${key}${s[1]}:${s[2]}${value}${s[3]}`);
    return { text: `${s[4]}{${members.join(",") || s[5]}}${s[5]}`, payload: own ? own[1] : null };
  });

test("the source of a member is verbatim what was written, whatever stands around it", () => {
  fc.assert(
    fc.property(object, ({ text, payload }) => {
      expect(sourceOf(text, "payload")).toEqual([payload]);
      if (payload !== null) expect(JSON.parse(payload)).toEqual((JSON.parse(text) as { payload: unknown }).payload);
    }),
    { numRuns: 2_000 },
  );
});

test("so it is in each object of an array, in order", () => {
  fc.assert(
    fc.property(fc.array(object, { maxLength: 5 }), space, (objects, blank) => {
      const text = `${blank}[${objects.map((one) => one.text).join(",") || blank}]${blank}`;
      expect(sourceOf(text, "payload")).toEqual(objects.map(({ payload }) => payload));
    }),
    { numRuns: 1_000 },
  );
});

test.each<[string, (string | null)[]]>([
  ['{"payload":1.50}', ["1.50"]],
  ['{"payload":1,"payload": {"b":2} }', ['{"b":2}']],
  ['{"payload":1,"\\u0070ayload":2}', ["2"]],
  ['{"a":{"payload":1}}', [null]],
  ['{"a":"\\"payload\\":1","payload":"\\\\"}', ['"\\\\"']],
  ["{}", [null]],
  ["[]", []],
  ['[{"payload":[]},{},{"payload":null}]', ["[]", null, "null"]],
  ['{"payload":12345678901234567890}', ["12345678901234567890"]],
])("%s has the source %j", (text, sources) => {
  expect(sourceOf(text, "payload")).toEqual(sources);
});

test("10,000 levels overflow nothing: their source is found, and they are refused by name", () => {
  const deep = `${'{"a":['.repeat(5_000)}1${"]}".repeat(5_000)}`;
  expect(sourceOf(`{"payload":${deep}}`, "payload")).toEqual([deep]);
  const found = findUnstorable(JSON.parse(deep));
  expect(found?.message).toMatch(/deeper than 32/);
  expect(findUnstorable(JSON.parse(`${"[".repeat(10_000)}${"]".repeat(10_000)}`))?.message).toMatch(/deeper/);
});

test("exactly 32 levels may be kept", () => {
  const nest = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`) as unknown;
  expect(findUnstorable(nest(maxJsonDepth))).toBeNull();
  expect(findUnstorable(nest(maxJsonDepth + 1))).not.toBeNull();
});

test.each<[string, unknown, { path: string; message: RegExp } | null]>([
  ["a NUL", { a: ["x", "y\u0000"] }, { path: "a.1", message: /NUL/ }],
  ["a lone high surrogate", { a: { b: "\ud800x" } }, { path: "a.b", message: /lone surrogates/ }],
  ["a lone low surrogate", ["\udc00"], { path: "0", message: /lone surrogates/ }],
  ["surrogates the wrong way round", ["\udc00\ud800"], { path: "0", message: /lone surrogates/ }],
  ["a NUL in a key", { a: { "\u0000": 1 } }, { path: "a", message: /key .*NUL/ }],
  ["a pair", { "🔥": "🔥\ud83d\udd25" }, null],
  ["other characters", { a: "\u0001\uffff\ufeff\u2028" }, null],
  ["numbers and nothing", [1, -0, null, true, {}], null],
])("%s is found where it is", (_, value, expected) => {
  const found = findUnstorable(value);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toEqual({ path: expected.path, message: expect.stringMatching(expected.message) });
});

test("a text is storable exactly when UTF-8 keeps it and it has no NUL", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.array(fc.nat(0xffff)), (text, units) => {
      const any = text + String.fromCharCode(...units);
      const kept = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(any)) === any;
      expect(unstorable(any) === null).toBe(kept && !any.includes("\u0000"));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["12345678901234567890", true],
  ["9007199254740993", true],
  ["9007199254740992", false],
  ["1e400", true],
  ["-1e400", true],
  ["1e-400", true],
  ["0.1000000000000000055", true],
  ["12345678901234567890.10", true],
  ["1.50", false],
  ["15e-1", false],
  ["1.0", false],
  ["-0", false],
  ["0.000", false],
  ["0E5", false],
  ["100000000000000000000", false],
  ["1E5", false],
  ["1e21", false],
  ["1e-7", false],
  ["42", false],
])("the number %s is what was written, whoever reads it", (source, isUnheld) => {
  for (const text of [source, ` [ ${source},"1.50"] `, `{"a":{"1e400": ${source}},"b\\"":"\\\\"}`]) {
    const written = JSON.stringify(parseExactly(text)).replaceAll(`"${source}"`, source);
    expect(written).toBe(compactJson(text, 100).replaceAll(`"${source}"`, source));
    expect(quoteUnheldNumbers(text)).toBe(
      isUnheld ? text.replace(/[^"]*$|: [^"}]*|\[ [^,]*/, (part) => part.replace(source, `"${source}"`)) : text,
    );
  }
});

test("numbers that JavaScript writes as they are written stay numbers, and everything else stays what it is", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(3), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(parseExactly(text)).toEqual(JSON.parse(text));
      expect(compactJson(text, text.length)).toBe(JSON.stringify(JSON.parse(text)));
      expect(quoteUnheldNumbers(text)).toBe(text);
    }),
  );
  expect(parseExactly('{"a":1.50,"b":[-0,7,"1.50"]}')).toEqual({ a: "1.50", b: ["-0", 7, "1.50"] });
  expect(parseExactly(`${"[".repeat(50_000)}1.50${"]".repeat(50_000)}`)).toBeInstanceOf(Array);
  expect(() => parseExactly('{"a":01}')).toThrow(SyntaxError);
});

test("the members of an object are in their order, each as its source; the last of a key wins", () => {
  const members = membersOf(' {"b": 1.50 ,"2":[1, 2],"\\u0061":"x","b":{"c":1e400}} ');
  expect([...members]).toEqual([
    ["b", '{"c":1e400}'],
    ["2", "[1, 2]"],
    ["a", '"x"'],
  ]);
  expect(membersOf(" { } ").size).toBe(0);
});

test("what is compacted reads as its text does, and no more of it is read than is wanted", () => {
  expect(compactJson('{ "a\\u00fc" : [ 1.50, "\\/\\u0041\\n" ] }', 100)).toBe('{"aü":[1.50,"/A\\n"]}');
  expect(compactJson(`[${"1,".repeat(1_000)}1]`, 10)).toBe("[1,1,1,1,1");
});

test.each<[string, string]>([
  ["", "The body is empty."],
  [" ", "The body is empty."],
  ["{", "line 1, column 2: It ends too early"],
  ["{'a':1}", "line 1, column 2: Text stands in double quotes"],
  ['{"a":1,}', "line 1, column 7: A comma may not stand before }: leave it out."],
  ['{\n  "a": [1,\r\n2,]\n}', "line 3, column 2: A comma may not stand before ]: leave it out."],
  ["NaN", 'line 1, column 1: JSON has no NaN: send null, or "NaN" as text.'],
  ['{"a": -Infinity}', 'line 1, column 7: JSON has no -Infinity: send null, or "-Infinity" as text.'],
  ['{"a": [1, Infinity]}', "line 1, column 11: JSON has no Infinity: send null"],
  ['{"a": -nan}', "column 7: JSON has no -nan: send null"],
  ['{"a": True}', "column 7: JSON has no True: write true."],
  ['{"a": FALSE}', "JSON has no FALSE: write false."],
  ['{"a": None}', "JSON has no None: write null."],
  ['{"a": undefined}', "JSON has no undefined: write null."],
  ['{\n"a": 1, // one\n"b": 2}', "line 2, column 9: JSON has no comments: leave this one out."],
  ['{"a": /* one */ 1}', "column 7: JSON has no comments"],
  ['# a\n{"a": 1}', "line 1, column 1: JSON has no comments"],
  ['{"a": 1} // end', "column 10: JSON has no comments"],
  ["{\"a\": 'x'}", 'column 7: Text stands in double quotes: write "…" in the place of these.'],
  ["{“a”: 1}", 'column 2: Text stands in straight double quotes: write " in the place of “.'],
  ["{a: 1}", "column 2: Expected a name in double quotes."],
  ['{"a": x}', 'column 7: Text stands in double quotes: write "x".'],
  ['{"a": $ALERT_ID}', 'write "$ALERT_ID".'],
  ['{"a": +1}', "A number has no + before it: write 1."],
  ['{"a": 01}', "A number has no zeros in front"],
  ['{"a": .5}', "A number has a digit before the point: write 0.5."],
  ['{"a": 1.}', "A number has a digit behind the point"],
  ['{"a": 0xff}', "A number is decimal"],
  ['{"a": }', "column 7: A value is missing here"],
  ["[1,,2]", "column 4: A value is missing here"],
  ['{"a":1}x', "column 8: Nothing may follow the last brace."],
  ['{"a":1}\n{"a":2}', "line 2, column 1: Nothing may follow the last brace. Several values are an array: [ …, … ]."],
  ['{"a":"x\ny"}', "line 1, column 8: A line break within text is written \\n"],
  ['{"a":"x\u0001"}', "column 8: A control character within text is written \\u0001"],
  ['{"a":"C:\\dir"}', "column 9: This is no escape of JSON: write \\\\ for a backslash."],
  ['{"a":"x', "column 6: This text has no closing quote."],
])("%j is malformed, and the answer says where and what to send instead", (text, words) => {
  expect(() => parseJson(text)).toThrow(
    expect.objectContaining({ status: 400, code: "malformed_json", message: expect.stringContaining(words) }),
  );
});
