import { type ReactNode, useMemo } from "react";
import { indentJson, type TokenKind } from "./json-source";

/** Above so many tokens, colours cost more than they help. */
const maxColoured = 4_000;

const looks: Partial<Record<TokenKind, string>> = {
  key: "text-primary",
  string: "text-success",
  number: "text-warning",
  word: "text-warning",
  mark: "text-muted-foreground",
};

/** JSON source text for reading, with its own digits and key order. */
export function JsonView({ source, label }: { source: string; label: string }) {
  const tokens = useMemo(() => indentJson(source), [source]);
  return (
    <CodeBlock label={label}>
      {tokens.length > maxColoured
        ? tokens.map(({ text }) => text).join("")
        : tokens.map(({ kind, text }, index) =>
            looks[kind] ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: tokens never move
              <span key={index} className={looks[kind]}>
                {text}
              </span>
            ) : (
              text
            ),
          )}
    </CodeBlock>
  );
}

/** Text as it is, in a box that scrolls by itself and is reachable by keyboard. */
export function CodeBlock({ label, children, className = "max-h-[28rem]" }: { label: string; children: ReactNode; className?: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <div role="group" aria-label={label} tabIndex={0} className={`overflow-auto rounded-md border bg-muted/50 ${className}`}>
      <pre className="whitespace-pre-wrap p-3 font-mono text-xs leading-5 [overflow-wrap:anywhere]">{children}</pre>
    </div>
  );
}
