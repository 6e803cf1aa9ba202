import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv";

test.each([
  ["plain", "plain"],
  ["", ""],
  ["a,b;c", "a,b;c"],
  ['say "hi"', 'say ""hi""'],
  ["two\nlines", "two\nlines"],
  ["=1+1", "'=1+1"],
  ["+1", "'+1"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\tx", "'\tx"],
  ["＝1＋1", "'＝1＋1"],
  ["＋1", "'＋1"],
  ["－1", "'－1"],
  ["＠SUM(A1)", "'＠SUM(A1)"],
  ["\n=1", "'\n'=1"],
  ["\r=1", "'\r'=1"],
  ["a\n=1", "a\n'=1"],
  ["a\r\n＠x\n\n-y", "a\r\n'＠x\n\n'-y"],
  ["a = 1\nb - 2", "a = 1\nb - 2"],
  ['=HYPERLINK("http://x","y")', `'=HYPERLINK(""http://x"",""y"")`],
  ["12345678901234567890", "'12345678901234567890"],
  ["123456789012", "'123456789012"],
  ["1.2345678901234", "'1.2345678901234"],
  ["007", "'007"],
  ["1E5", "'1E5"],
  ["12345678901", "12345678901"],
  ["0.5", "0.5"],
  ["192.168.100.200", "192.168.100.200"],
  ["2026-11-22T12:00:00.000Z", "2026-11-22T12:00:00.000Z"],
])("the text %j is the cell %j", (text, cell) => expect(csvLine([text])).toBe(`"${cell}"\r\n`));

test("numbers and nothing stay what they are", () => expect(csvLine([3, -1, null, "a"])).toBe('"3","-1","","a"\r\n'));

test("no text becomes a cell that a spreadsheet runs, or that ends its line, and what was written can be read", () => {
  const unit = fc.constantFrom("=", "+", "-", "@", "＝", "\t", "\r", "\n", '"', ",", ";", "a", "1");
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const line = csvLine([text]);
      expect(line).toMatch(/^"([^"]|"")*"\r\n$/);
      const content = line.slice(1, -3).replaceAll('""', '"');
      expect(content).not.toMatch(/(^|[\r\n])[=+\-@\t＝＋－＠]|^[\r\n]/);
      expect(content.replace(/(?<=^|[\r\n])'/g, "")).toBe(text);
    }),
  );
});
