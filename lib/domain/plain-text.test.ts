import fc from "fast-check";
import { expect, test } from "vitest";
import { beginning, byteLength, clip, initialOf, oneLine } from "./plain-text";

test("one line holds no controls and no direction marks, and keeps every language", () => {
  expect(oneLine(" a\r\nb\u0000c\u2028d\u202ee\u0085f  g ")).toBe("a b c d e f g");
  expect(oneLine("مرحبا שלום 你好 👩‍👩‍👧")).toBe("مرحبا שלום 你好 👩‍👩‍👧");
});

test("what is cut ends in … and is never longer than asked for, nor ends in half a character", () => {
  expect(clip("abcdef", 6)).toBe("abcdef");
  expect(clip("abcdefg", 6)).toBe("abcde…");
  expect(clip("abcd🔥🔥", 6)).toBe("abcd…");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 50 }), (text, max) => {
      const cut = clip(text, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(Buffer.from(cut).toString()).toBe(cut);
    }),
  );
});

const whole = ["👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "é", "e\u0301", "각", "नि", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️", "1️⃣", "\r\n"];
test.each(whole)("a cut leaves %j whole, or out", (text) => {
  for (let before = 0; before < 4; before++) {
    const all = `${"x".repeat(before)}${text}${"y".repeat(100)}`;
    for (let max = 1; max < before + text.length + 3; max++) {
      const cut = beginning(all, max);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(all.startsWith(cut)).toBe(true);
      if (max > before) expect([before, Math.max(before + text.length, max)]).toContain(cut.length);
      else expect(cut.length).toBe(max);
    }
  }
});

test("a text that piles marks up without end is cut all the same, and quickly", () => {
  const pile = `a${"\u0301".repeat(1_000_000)}`;
  expect(beginning(pile, 1_000)).toHaveLength(1_000);
  expect(clip("👩‍".repeat(1_000), 100)).toMatch(/^.{90,99}…$/s);
  expect(beginning("🔥".repeat(100_000), 100_001)).toHaveLength(100_000);
  expect(beginning("🇫🇷🇨🇭🇩🇪", 7)).toBe("🇫🇷");
});

test("an initial is what a person reads as one character", () => {
  expect(["👩‍👩‍👧 Ann", "e\u0301mile", "🇩🇪x", "Ann", ""].map(initialOf)).toEqual(["👩‍👩‍👧", "e\u0301", "🇩🇪", "A", ""]);
});

test("bytes are counted in UTF-8", () => expect(byteLength("é🔥")).toBe(6));
