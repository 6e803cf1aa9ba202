"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button";

/** How long the tick stays, in milliseconds. */
const shownMs = 1_500;

/** Without https, browsers have no clipboard API: there the text is copied the old way. */
export async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Whether something was copied a moment ago. */
export function useCopied(): [boolean, () => void] {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return [isCopied, () => setCopied(true)];
}

/** What a button that copies shows, with its words, if any. */
export const CopyFace = ({ isCopied, children }: { isCopied: boolean; children?: ReactNode }) => (
  <>
    {isCopied ? <Check aria-hidden="true" className="size-3.5 text-success" /> : <Copy aria-hidden="true" className="size-3.5" />}
    {children}
    <span role="status" className="sr-only">
      {isCopied ? "Copied" : ""}
    </span>
  </>
);

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useCopied();
  return (
    <Button size="icon" variant="ghost" title={label} aria-label={label} onClick={() => void copy(text).then(setCopied)}>
      <CopyFace isCopied={isCopied} />
    </Button>
  );
}
