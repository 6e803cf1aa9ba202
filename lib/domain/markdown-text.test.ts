import { expect, test } from "vitest";
import { markdownText } from "./markdown-text";

test.each([
  ["- **Host**: `web-1`\n- **Monitor**: [CPU](https://x.example/m?a=1)", "• Host: web-1\n• Monitor: CPU (https://x.example/m?a=1)"],
  ["# Disk is *full*\n\nSee <https://x.example/a>.", "Disk is *full*\n\nSee https://x.example/a."],
  ["[https://x.example](https://x.example) ![graph](https://x.example/g.png)", "https://x.example graph (https://x.example/g.png)"],
  ["```sh\nrm *_backup_* # now\n```\nafter", "rm *_backup_* # now\nafter"],
  ["a\\_b \\*c\\* `` x`y `` `\\n`", "a_b *c* x`y \\n"],
  // What may be a value stays one.
  ["*/5 * * * * runs _backup_ at ~1~, 2*3*4, __init__", "*/5 * * * * runs _backup_ at ~1~, 2*3*4, __init__"],
  ["one\r\n\r\n\r\n\r\ntwo\n---\nthree", "one\n\ntwo\n\nthree"],
  ["**bold `a` and [a](b)**", "bold a and a (b)"],
  // As Markdown has HTML that is shown and not meant.
  [
    "&lt;no value> &amp; &lt;!here&gt; &quot;a&quot; &#39;b&#X27; `&lt;` &lt &unknown;",
    "<no value> & <!here> \"a\" 'b' &lt; &lt &unknown;",
  ],
  ["&#0; &#xD800; &#9999999;", "\ufffd \ufffd \ufffd"],
  ["", ""],
])("%j reads %j", (markdown, text) => expect(markdownText(markdown)).toBe(text));

test.each(["[", "`a", "**a", "![](", "\\", "<http://", "- ", "*_", "` `` "])("a megabyte of %j is soon read", (part) => {
  const began = process.cpuUsage();
  markdownText(part.repeat(1_000_000 / part.length));
  // Of the processor: what is quadratic takes minutes.
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2_000);
});

test("what is beyond the first 4,000 characters costs nothing: it is not read", () => {
  for (const part of ["[a](", "**a* ", "word\n", "`a "]) {
    const text = part.repeat(20_000);
    expect(markdownText(text)).toBe(markdownText(text.slice(0, 4_000)));
  }
});
