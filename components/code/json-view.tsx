"use client";

import { useMemo, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Segments } from "../ui/choice/segments";
import { CopyButton } from "../ui/copy-button";
import { usePart } from "../ui/popup/use-part";
import { CodeBlock } from "./code-block";
import { tokenLooks } from "./json-looks";
import { JsonSearch } from "./json-search-box";
import { indentJson, type Token } from "./json-source";

/** Above so many tokens, colours cost more than they help; above so many, drawing them takes a noticeable time. */
const maxColoured = 4_000;
const maxDrawn = 30_000;
/** What is shorter than this is seen at a glance. */
const minSearched = 40;

const loadTree = () => import("./json-tree").then((module) => module.JsonTree);

/** JSON source text for reading, with its own digits and key order: as text or as a tree, with search and copy. */
export function JsonView({ source, label }: { source: string; label: string }) {
  const [view, setView] = useState<"raw" | "tree">("raw");
  const [isWhole, showWhole] = useState(false);
  const tokens = useMemo(() => indentJson(source, isWhole ? undefined : maxDrawn), [source, isWhole]);
  const [query, setQuery] = useState("");
  const [Tree, loadTreeCode] = usePart(loadTree);
  const box = useRef<HTMLDivElement>(null);
  const isTree = view === "tree" && Tree !== null;

  return (
    <div className="grid min-w-0 grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <Segments
          label={`View of ${label}`}
          value={view}
          options={[
            { value: "raw", label: "Raw" },
            { value: "tree", label: "Tree" },
          ]}
          onValueChange={(next) => {
            setView(next);
            if (next === "tree") loadTreeCode();
          }}
        />
        <div className="flex min-w-0 flex-1 items-center justify-end gap-1">
          {tokens.length > minSearched && (
            <JsonSearch label={label} query={query} onQuery={setQuery} root={box} shown={`${view} ${isTree} ${isWhole} ${source.length}`} />
          )}
          <CopyButton text={source} label={`Copy ${label}`} />
        </div>
      </div>
      <div ref={box} className="min-w-0">
        <CodeBlock label={label}>{isTree ? <Tree source={source} query={query} /> : <RawJson tokens={tokens} />}</CodeBlock>
      </div>
      {!isTree && !isWhole && tokens.length >= maxDrawn && (
        <p className="flex items-center gap-2 text-muted-foreground text-xs print:hidden">
          The beginning of {sayLength(source.length)} of text.
          <Button size="sm" onClick={() => showWhole(true)}>
            Show all
          </Button>
        </p>
      )}
    </div>
  );
}

function RawJson({ tokens }: { tokens: Token[] }) {
  return useMemo(() => {
    if (tokens.length > maxColoured) return tokens.map((token) => token.text).join("");
    return tokens.map(({ kind, text }, index) =>
      tokenLooks[kind] ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens never move
        <span key={index} className={tokenLooks[kind]}>
          {text}
        </span>
      ) : (
        text
      ),
    );
  }, [tokens]);
}

const sayLength = (characters: number): string =>
  characters < 1_000_000 ? `${Math.round(characters / 1_000)} KB` : `${(characters / 1_000_000).toFixed(1)} MB`;
