import fc from "fast-check";
import { expect, test } from "vitest";
import { byteLength, clip, oneLine } from "./plain-text";

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

test("bytes are counted in UTF-8", () => expect(byteLength("é🔥")).toBe(6));
