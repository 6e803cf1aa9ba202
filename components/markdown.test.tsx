import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Markdown } from "./markdown";

const render = (text: string) => renderToStaticMarkup(<Markdown id="m">{text}</Markdown>);

test("a long text is rendered at its beginning, and the rest is shown as it is written, whole", () => {
  const line = "**bold** and `code` 漢\n";
  const html = render(line.repeat(1_000));
  expect(html).toContain("<strong>bold</strong>");
  expect(html.match(/<strong>/g)?.length).toBeLessThan(250);
  const words = html.replace(/<[^>]*>/g, "").match(/bold/g);
  expect(words).toHaveLength(1_000);
  expect(html).toContain("**bold** and `code` 漢");
});

test("a text without lines or words is cut between characters", () => {
  const html = render(`a${"🐎".repeat(10_000)}`);
  expect(html).not.toContain("\uFFFD");
  expect(html.match(/🐎/gu)).toHaveLength(10_000);
});

test.each([
  ["emphasis that never ends", "*a_ ".repeat(16_384)],
  ["brackets", "[".repeat(65_536)],
  ["links", "[a](".repeat(16_384)],
  ["back quotes", Array.from({ length: 360 }, (_, count) => "`".repeat(count)).join(" ")],
  ["quotes in quotes", ">".repeat(65_536)],
  ["lists on a line", "- ".repeat(32_768)],
  ["numbers on a line", "1. > ".repeat(13_000)],
  ["lists in lists", Array.from({ length: 2_000 }, (_, count) => `${" ".repeat(count % 30)}- a`).join("\n")],
  ["tables", "|a".repeat(32_768)],
  ["footnotes", "[^a]".repeat(16_384)],
  ["addresses", "https://a.example/_".repeat(3_000)],
])("%s of 64 KiB freeze no page", (_, text) => {
  const began = process.cpuUsage();
  render(text.slice(0, 65_536));
  // Of the processor: without a limit some of these take tens of seconds.
  expect(process.cpuUsage(began).user / 1_000).toBeLessThan(3_000);
});
