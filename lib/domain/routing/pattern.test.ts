import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { checkPattern, compilePatterns, newMatcher, sayPatternError } from "./pattern";

const matches = (pattern: string, name: string) => compilePatterns([pattern])(name).length === 1;

describe("a pattern must match the whole name", () => {
  test.each<[string, string[], string[]]>([
    ["run:failed", ["run:failed"], ["dry-run:failed", "run:failed ", "run:failed\n", "Run:failed", "run:faile", ""]],
    ["payment:.*", ["payment:", "payment:failed", "payment::x"], ["payment", "a payment:failed", "payment:a\nb"]],
    [".*failed", ["failed", "run:failed"], ["failed!"]],
    ["a|b", ["a", "b"], ["ab", "a|b", ""]],
    ["a|bc", ["a", "bc"], ["ac", "abc"]],
    ["(?i)run:.*", ["RUN:x", "run:x"], ["dry"]],
    ["(?s)a.b", ["a\nb", "axb"], ["ab"]],
    ["^run$", ["run"], ["rerun", "run\n"]],
    ["[a-c]{2,3}", ["ab", "abc"], ["a", "abcd"]],
    ["\\d+", ["123"], ["12a", ""]],
    ["\\pL+", ["größe", "日本"], ["größe1"]],
    ["[[:alpha:]]+", ["abc"], ["ab1"]],
    ["\\Qa.b\\E", ["a.b"], ["axb"]],
    ["(?P<kind>run|deploy):.*", ["run:x", "deploy:y"], ["other:x"]],
    ["", [""], ["a"]],
    [".", ["a", "🔥"], ["", "ab"]],
    ["a{0}", [""], ["a"]],
  ])("%s", (pattern, yes, no) => {
    for (const name of yes) expect(matches(pattern, name), name).toBe(true);
    for (const name of no) expect(matches(pattern, name), name).toBe(false);
  });
});

describe("what RE2 does not take is refused, with where and what to write instead", () => {
  test.each<[string, number, RegExp, RegExp | null]>([
    ["(?=a)b", 0, /look-around/, /no look-ahead/],
    ["run(?!x)", 3, /look-around/, /no look-ahead/],
    ["ab(?<=a)", 2, /look-around/, /no look-ahead/],
    ["ab(?<!a)", 2, /look-around/, /no look-ahead/],
    ["(a)\\1", 3, /back-references/, /alternatives/],
    ["(?P<a>x)(?P=a)", 8, /back-references/, /alternatives/],
    ["(?<a>x)\\k<a>", 7, /back-references/, /alternatives/],
    ["a(?>b)", 1, /atomic/, /\(\?:…\)/],
    ["[\\1](?=a)", 4, /look-around/, /no look-ahead/],
    ["a{1001}", 1, /repeat count/, /1000 times/],
    ["(a{100}){11}", 8, /repeat count/, /1000 times/],
    ["(run", 0, /missing closing \)/, /Close the group/],
    ["(a)(b", 3, /missing closing \)/, /Close the group/],
    ["(a[(]\\((", 7, /missing closing \)/, /Close the group/],
    ["run)", 3, /unexpected \)/, /Open the group/],
    ["[)](a)\\))", 8, /unexpected \)/, /Open the group/],
    ["[a-", 0, /missing closing \]/, /Close the class/],
    ["[a-z][a-", 5, /missing closing \]/, /Close the class/],
    ["*a", 0, /missing argument to repetition/, /\.\* for any text/],
    ["a*|*", 3, /missing argument to repetition/, /\.\* for any text/],
    ["a**", 1, /invalid nested repetition/, /One of them/],
    ["a\\**|b**", 6, /invalid nested repetition/, /One of them/],
    ["[z-a]", 1, /invalid character class range/, null],
    ["z-a[z-a]", 4, /invalid character class range/, null],
    ["\\", 0, /trailing backslash/, /character itself/],
    ["a\\\\b\\", 4, /trailing backslash/, /character itself/],
    ["(?<n>a)(?<n>b)", 10, /duplicate capture group/, null],
    ["a\\y", 1, /invalid escape/, null],
    ["\\p{Nothing}", 0, /invalid character class range/, null],
  ])("%s at %i", (pattern, position, message, hint) => {
    const error = checkPattern(pattern);
    expect(error?.message).toMatch(message);
    if (hint) expect(error?.hint).toMatch(hint);
    else expect(error?.hint).toBeNull();
    expect(error?.position).toBe(position);
    expect(sayPatternError(error as NonNullable<typeof error>)).toContain(`at position ${position + 1}`);
  });

  test.each<[string, string]>([
    ["run(?!x)", "(?!"],
    ["(a)\\1", "\\1"],
    ["(run", "("],
    ["a**", "**"],
    ["x[a-", "[a-"],
    ["ab\\", "\\"],
    ["a{1001}b", "{1001}"],
    ["(.{0,30}a){0,30}x", "{0,30}"],
  ])("the part of %s that is wrong is %s", (pattern, part) => {
    const error = checkPattern(pattern);
    expect(pattern.slice(error?.position, (error?.position ?? 0) + (error?.length ?? 0))).toBe(part);
  });

  test.each(["a{400}", "\\\\1", "[(?=]", "\\(\\?=", "(?:a)", "(?i:a)b", "a|", "()"])("%s is fine", (pattern) => {
    expect(checkPattern(pattern)).toBeNull();
  });
});

describe("a pattern that would be slow to match is refused", () => {
  test.each<[string, number]>([
    ["(.{0,30}a){0,30}x", 2],
    ["a{1000}", 1],
    ["[{](.{0,40}[ab]){0,20}", 5],
    ["(.*a){0,50}(.*b){0,50}", 5],
    ["(a{100}){50}", 2],
  ])("%s", (pattern, position) => {
    const error = checkPattern(pattern);
    expect(error).toMatchObject({ position, message: "is too complex", hint: expect.stringMatching(/fewer or smaller repeats/) });
    expect(compilePatterns([pattern, ".*"])("a".repeat(200))).toEqual([1]);
  });

  test.each([
    ".{0,200}",
    "run:.{0,64}",
    ".{0,64}:.{0,64}:.{0,64}",
    "[a-z0-9-]{1,63}\\.[a-z0-9-]{1,63}",
    "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "(?i)run:(failed|crashed|timed_out).*",
    Array.from({ length: 20 }, (_, index) => `service${index}:.*`).join("|"),
  ])("what people write is not: %s", (pattern) => {
    expect(checkPattern(pattern)).toBeNull();
  });
});

const piece = fc.constantFrom(
  "a",
  "b",
  "run",
  ":",
  ".*",
  ".",
  "a|b",
  "(a|b)+",
  "[ab]",
  "\\w+",
  "(?i)A",
  "^a",
  "b$",
  "a{2}",
  "(",
  "(?=a)",
  "x?",
  "",
);
const pattern = fc.array(piece, { maxLength: 4 }).map((parts) => parts.join(""));
const name = fc.string({ unit: fc.constantFrom("a", "b", "A", ":", "r", "u", "n", "🔥", "\n"), maxLength: 8 });

test("matching many patterns at once is matching each of them alone", () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 12 }), fc.array(name, { minLength: 1, maxLength: 6 }), (patterns, names) => {
      const match = compilePatterns(patterns);
      for (const one of names) {
        const alone = patterns.flatMap((text, index) => (checkPattern(text) === null && RE2JS.compile(text).matches(one) ? [index] : []));
        expect(match(one)).toEqual(alone);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("a pattern that does not compile matches nothing and leaves the others' places alone", () => {
  expect(compilePatterns(["(", "a", "(?=a)", ".*"])("a")).toEqual([1, 3]);
  expect(compilePatterns(["("])("(")).toEqual([]);
  expect(compilePatterns([])("a")).toEqual([]);
});

test("matching pauses after each pattern that is compiled and each that is tried, and compiles each once", () => {
  const match = newMatcher(["a", "(", "[ab]"]);
  const first = [...match("a")];
  expect(first).toHaveLength(6);
  expect([...match("b")]).toHaveLength(3);
});

test("what is beyond what is kept is matched all the same", () => {
  const patterns = Array.from({ length: 80 }, (_, index) => `a{${400 + index}}|${index}`);
  const match = newMatcher(patterns);
  const counts: number[] = [];
  for (const name of ["79", "0"]) {
    const steps = match(name);
    let count = 0;
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        expect(value).toEqual([Number(name)]);
        break;
      }
      count++;
    }
    counts.push(count);
  }
  // For the second name, those that were not kept are compiled once more.
  expect(counts[0]).toBe(160);
  expect(counts[1]).toBeGreaterThan(80);
  expect(counts[1]).toBeLessThan(120);
});

test("what makes other engines hang takes no time", () => {
  const began = process.cpuUsage();
  expect(matches("(a+)+b", "a".repeat(200))).toBe(false);
  expect(matches("(a|aa)*c|(.*)*x", "a".repeat(200))).toBe(false);
  // Of the processor: others take longer than there is time.
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
});
