"use client";

import { type ComponentProps, useEffect, useState } from "react";
import { Input } from "./ui/input";

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
  useEffect(() => {
    const next = draft.trim();
    if (next === sent) return;
    const timer = setTimeout(() => {
      setSent(next);
      onCommit(next);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [draft, sent, onCommit]);
  return <Input {...props} value={draft} onChange={(event) => setDraft(event.target.value)} />;
}
