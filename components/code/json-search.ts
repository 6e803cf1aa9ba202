"use client";

import { type RefObject, useEffect, useState } from "react";

/** Matches that are marked and counted; more say "1,000+". */
export const maxMatches = 1_000;

/** Where `query` stands in `text`, in any case; no two overlap. At most `maxMatches`. */
export function findMatches(text: string, query: string): number[] {
  const at: number[] = [];
  if (query === "") return at;
  const [heap, needle] = [text.toLowerCase(), query.toLowerCase()];
  for (let index = heap.indexOf(needle); index >= 0 && at.length < maxMatches; index = heap.indexOf(needle, index + needle.length))
    at.push(index);
  return at;
}

/** Ranges of the matches within the text of `root`, also where they cross elements. */
function toRanges(root: Node, query: string): Range[] {
  const nodes: { node: Text; from: number }[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: node as Text, from: text.length });
    text += node.nodeValue;
  }
  let cursor = 0;
  const place = (offset: number, isEnd: boolean): [Text, number] => {
    while (cursor + 1 < nodes.length && (nodes[cursor + 1]?.from ?? 0) + (isEnd ? 0 : -1) < offset) cursor++;
    const { node, from } = nodes[cursor] as { node: Text; from: number };
    return [node, Math.min(offset - from, node.length)];
  };
  return findMatches(text, query).map((offset) => {
    const range = document.createRange();
    range.setStart(...place(offset, false));
    range.setEnd(...place(offset + query.length, true));
    return range;
  });
}

/** One highlight of each name is for the whole page; every view puts its own ranges into it. */
function paint(name: string, ranges: Range[]): () => void {
  if (!globalThis.CSS?.highlights) return () => {};
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, highlight);
  for (const range of ranges) highlight.add(range);
  return () => {
    for (const range of ranges) highlight.delete(range);
  };
}

/** Marks `query` in what `root` shows. `step` goes to the next or the previous match. */
export function useSearch(root: RefObject<HTMLElement | null>, query: string, shown: unknown) {
  const [ranges, setRanges] = useState<Range[]>([]);
  const [current, setCurrent] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` changes what the root holds
  useEffect(() => {
    const next = root.current && query ? toRanges(root.current, query) : [];
    setRanges(next);
    setCurrent(0);
    return paint("json-match", next);
  }, [root, query, shown]);
  useEffect(() => {
    const range = ranges[current];
    if (!range) return;
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return paint("json-current", [range]);
  }, [ranges, current]);
  const step = (by: 1 | -1) => ranges.length > 0 && setCurrent((current + by + ranges.length) % ranges.length);
  return { count: ranges.length, current, step };
}
