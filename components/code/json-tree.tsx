"use client";

import { ChevronRight } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { plural } from "@/lib/domain/words";
import { tokenLooks } from "./json-looks";
import { findInTree, type JsonNode, readTree } from "./json-source";

/** Levels that are open at first, and how many entries of one level are shown at a time. */
const openLevels = 2;
const shownAtOnce = 100;

const Key = ({ text }: { text: string | null }) => text !== null && <span className="text-primary">{text}: </span>;

/** JSON source text as a tree that opens and closes. What is closed is not drawn. */
export function JsonTree({ source, query }: { source: string; query: string }) {
  const nodes = useMemo(() => readTree(source), [source]);
  const wanted = useDeferredValue(query);
  const found = useMemo(() => findInTree(nodes, wanted), [nodes, wanted]);
  return nodes[0] && <Branch node={nodes[0]} level={0} found={found} />;
}

function Branch({ node, level, found }: { node: JsonNode; level: number; found: Set<JsonNode> }) {
  const [isChosenOpen, choose] = useState<boolean | null>(null);
  const [limit, setLimit] = useState(shownAtOnce);
  if (node.children.length === 0) return <Leaf node={node} />;
  const isOpen = found.has(node) || (isChosenOpen ?? level < openLevels);
  const [start, end] = node.kind === "object" ? "{}" : "[]";
  const shown = node.children.filter((child, index) => index < limit || found.has(child));
  const hidden = node.children.length - shown.length;
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => currentTarget.open !== isOpen && choose(currentTarget.open)}>
      <summary className="-ml-1 rounded-sm py-px pl-1 hover:bg-accent">
        <ChevronRight aria-hidden="true" className={`mr-1 inline size-3 text-muted-foreground ${isOpen ? "rotate-90" : ""}`} />
        <Key text={node.key} />
        <span className="text-muted-foreground">{isOpen ? start : `${start} ${sayCount(node)} ${end}`}</span>
      </summary>
      {isOpen && (
        <>
          <ul className="ml-1.5 border-l pl-3">
            {shown.map((child, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: nodes never move, and keys may repeat
              <li key={index}>
                <Branch node={child} level={level + 1} found={found} />
              </li>
            ))}
            {hidden > 0 && (
              <li>
                <button
                  type="button"
                  onClick={() => setLimit(limit + shownAtOnce * 5)}
                  className="text-primary underline underline-offset-2"
                >
                  {hidden.toLocaleString("en")} more
                </button>
              </li>
            )}
          </ul>
          <span className="text-muted-foreground">{end}</span>
        </>
      )}
    </details>
  );
}

const Leaf = ({ node }: { node: JsonNode }) => (
  <div className="py-px pl-4 -indent-4">
    <span className="inline-block w-4" />
    <Key text={node.key} />
    <span className={tokenLooks[node.kind]}>{node.kind === "object" ? "{}" : node.kind === "array" ? "[]" : node.text}</span>
  </div>
);

const sayCount = ({ kind, children }: JsonNode): string => plural(children.length, kind === "object" ? "key" : "item");
