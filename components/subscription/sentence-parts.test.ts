import { describe, expect, test } from "vitest";
import { joinWords } from "@/lib/domain/words";
import { type SentenceSubject, sentenceOf, suggestName, wordsAround } from "./sentence-parts";

const subject = (channels: string[], destinations: string[], environment: string | null = null): SentenceSubject => ({
  channels: channels.map((name) => ({ id: name, name, pattern: `${name}.*`, enabled: true, system: false })),
  destinations: destinations.map((name) => ({ id: name, name, kind: "any", enabled: true })),
  environment,
});

describe("a subscription reads as a sentence", () => {
  test.each<[string[], string[], string | null, string]>([
    [["a"], ["x"], null, "When a happens in any environment, notify x."],
    [["a", "b"], ["x", "y"], "production", "When a or b happens in production, notify x and y."],
    [["a", "b", "c"], ["x", "y", "z"], "staging", "When a, b or c happens in staging, notify x, y and z."],
    [[], [], null, "When no channel happens in any environment, notify nobody."],
  ])("%j %j %s", (channels, destinations, environment, words) => {
    expect(sentenceOf(subject(channels, destinations, environment))).toBe(words);
  });

  test("the words between chips are those of the text", () => {
    for (const names of [["a"], ["a", "b"], ["a", "b", "c", "d"]]) {
      const words = names.map((name, index) => {
        const { before, after } = wordsAround(index, names.length, "or");
        return before + name + after;
      });
      expect(words.join(" ")).toBe(joinWords(names, "or"));
    }
  });

  test("of many, the first ones are named and the others counted", () => {
    expect(joinWords(["a", "b", "c", "d"], "and", 2)).toBe("a and 3 more");
    expect(joinWords(["a", "b"], "and", 2)).toBe("a and b");
  });
});

describe("a name is suggested from what was chosen", () => {
  test.each<[string[], string[], string | null, string]>([
    [[], [], "production", ""],
    [["Payments"], [], null, "Payments"],
    [["Payments"], ["#ops"], null, "Payments to #ops"],
    [["Payments", "run:failed"], ["#ops", "Pager"], null, "Payments and run:failed to #ops and Pager"],
    [["a", "b", "c"], ["x", "y", "z"], "production", "a and 2 more to x and 2 more (production)"],
    [[], ["#ops"], null, "To #ops"],
  ])("%j %j %s", (channels, destinations, environment, name) => {
    expect(suggestName(subject(channels, destinations, environment))).toBe(name);
  });

  test("it is never longer than a name may be", () => {
    expect(suggestName(subject(["c".repeat(90)], ["d".repeat(90)]))).toHaveLength(100);
  });
});
