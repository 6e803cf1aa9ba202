"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { Input } from "../ui/input";

/** How long after the last key the filter applies, in milliseconds. */
const pauseMs = 250;

interface Props extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  value: string;
  onCommit: (value: string) => void;
}

/** A text input whose value lives in the address and follows the typing after a short pause. */
export function TypedFilter({ value, onCommit, ...props }: Props) {
  const [draft, setDraft] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  // The address changed by itself (Back, cleared filters) and not as the late echo of what was typed.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setDraft(value);
    }
  }
  const next = draft.trim();
  useEffect(() => {
    if (next === sent) return;
    const timer = setTimeout(() => {
      setSent(next);
      onCommit(next);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [next, sent, onCommit]);
  // Who leaves the field may leave the page next: a write that came after that would undo it.
  const leave = () => {
    if (next === sent) return;
    setSent(next);
    onCommit(next);
  };
  return <Input {...props} value={draft} onChange={(event) => setDraft(event.target.value)} onBlur={leave} />;
}
