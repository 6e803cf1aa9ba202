"use client";

import type { ReactNode } from "react";
import type { PatternError } from "@/lib/domain/routing/pattern";
import { findHint } from "@/lib/domain/routing/pattern-hints";
import { FieldFrame } from "../ui/field";
import { inputLook } from "../ui/input";
import { WarningLine } from "../warning-line";

interface Props {
  value: string;
  onValueChange: (pattern: string) => void;
  /** What the engine says of it. */
  problem: PatternError | null;
  /** What the API said of it. */
  error?: string;
  /** It matches every name. */
  isBroad: boolean;
  environment: string | null;
}

/** A pattern between the anchors that it always has, with what is wrong with it shown in the text. */
export function PatternField({ value, onValueChange, problem, error, isBroad, environment }: Props) {
  const hint = problem || isBroad ? null : findHint(value);
  return (
    <div className="grid gap-2">
      <FieldFrame
        label="Pattern"
        help="RE2. It must match the whole name of an alert, from the first character to the last."
        error={problem ? undefined : error}
      >
        {({ id, describedBy, invalid }) => (
          <div
            className={`${inputLook} flex h-9 items-center px-0 font-mono focus-within:outline-2 focus-within:outline-ring has-aria-invalid:border-destructive pointer-coarse:h-11`}
          >
            <Anchor>^</Anchor>
            <input
              id={id}
              value={value}
              onChange={(event) => onValueChange(event.target.value)}
              maxLength={256}
              placeholder="payment:.*"
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              aria-invalid={problem ? true : invalid}
              aria-describedby={[problem && `${id}-problem`, describedBy].filter(Boolean).join(" ")}
              className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-muted-foreground"
            />
            <Anchor>$</Anchor>
            {problem && <ProblemText id={`${id}-problem`} problem={problem} />}
          </div>
        )}
      </FieldFrame>
      {problem && <PointedAt pattern={value} problem={problem} />}
      {isBroad && (
        <WarningLine>
          It matches every alert{environment && ` of ${environment}`}, also those that do not exist yet. Whoever subscribes to it hears
          everything.
        </WarningLine>
      )}
      {hint && (
        <WarningLine>
          {hint.text}{" "}
          {hint.instead && (
            <button
              type="button"
              onClick={() => onValueChange(hint.instead ?? value)}
              className="relative rounded-sm text-primary underline underline-offset-2 touch-target"
            >
              Write <code className="font-mono">{hint.instead}</code>
            </button>
          )}
        </WarningLine>
      )}
    </div>
  );
}

const Anchor = ({ children }: { children: ReactNode }) => (
  <span aria-hidden="true" title="A pattern always matches the whole name" className="select-none px-2 text-muted-foreground">
    {children}
  </span>
);

const sentence = ({ message, hint }: PatternError) => `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${hint ?? ""}`.trim();

const ProblemText = ({ id, problem }: { id: string; problem: PatternError }) => (
  <span id={id} className="sr-only">
    At character {problem.position + 1}: {sentence(problem)}
  </span>
);

/** The pattern once more, with the part underlined that is wrong. */
function PointedAt({ pattern, problem }: { pattern: string; problem: PatternError }) {
  const end = problem.position + problem.length;
  return (
    <div aria-live="polite" className="grid gap-1 rounded-md border border-destructive/40 bg-destructive/5 px-2.5 py-2 text-xs">
      <code aria-hidden="true" className="font-mono leading-5 [overflow-wrap:anywhere]">
        {pattern.slice(0, problem.position)}
        <mark className="bg-destructive/15 text-destructive underline decoration-2 decoration-wavy underline-offset-4">
          {pattern.slice(problem.position, end) || " "}
        </mark>
        {pattern.slice(end)}
      </code>
      <p className="text-pretty text-destructive">
        {sentence(problem)} <span className="text-muted-foreground">(character {problem.position + 1})</span>
      </p>
    </div>
  );
}
