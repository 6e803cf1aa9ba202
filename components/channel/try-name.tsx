"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { Field } from "../ui/field";
import type { Engine } from "./use-matches";

/** Longest name of an alert, in characters. */
const maxNameLength = 200;

/** One name, and whether the pattern matches it. */
export function TryName({ engine, pattern }: { engine: Engine | null; pattern: string }) {
  const [name, setName] = useState(useSearchParams().get("try") ?? "");
  return (
    <div className="grid gap-1.5">
      <Field
        label="Does this name match?"
        placeholder="payment:failed"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={maxNameLength}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          // Enter would save the channel.
          if (event.key === "Enter" && !event.metaKey && !event.ctrlKey) event.preventDefault();
        }}
      />
      <p role="status" className="text-xs">
        {engine && name && pattern && <Answer engine={engine} pattern={pattern} name={name} />}
      </p>
    </div>
  );
}

function Answer({ engine, pattern, name }: { engine: Engine; pattern: string; name: string }) {
  const matches = (tried: string) => engine.compilePatterns([tried])(name).length > 0;
  if (engine.checkPattern(pattern)) return <span className="text-muted-foreground">Mend the pattern first.</span>;
  if (matches(pattern))
    return (
      <span className="inline-flex items-center gap-1 text-success">
        <CircleCheck aria-hidden="true" className="size-3.5" />
        Yes, it matches.
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1 text-destructive">
      <CircleX aria-hidden="true" className="size-3.5 shrink-0" />
      {matches(`(?i)${pattern}`)
        ? "No: upper and lower case differ. (?i) at the start ignores that."
        : matches(`.*(${pattern}).*`)
          ? "No: it matches a part of the name only. Add .* where more may follow."
          : "No, it does not match."}
    </span>
  );
}
