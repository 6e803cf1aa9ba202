import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy-button";
import { ScrollBox } from "../ui/scroll-box";

interface Props {
  label: string;
  children: ReactNode;
  /** With it there is a button that copies it. */
  copy?: string;
  className?: string;
}

/** Text as it is, in a box that scrolls by itself and is reachable by keyboard. */
export function CodeBlock({ label, children, copy, className = "max-h-[28rem]" }: Props) {
  return (
    <div className="relative min-w-0">
      <ScrollBox label={label} className={`overflow-auto bg-muted/50 print:max-h-none ${className}`}>
        <pre
          className={`whitespace-pre-wrap p-3 font-mono text-xs leading-5 [overflow-wrap:anywhere] ${copy === undefined ? "" : "pr-11"}`}
        >
          {children}
        </pre>
      </ScrollBox>
      {copy !== undefined && (
        <div className="absolute top-1.5 right-1.5 rounded-md bg-background/80 print:hidden">
          <CopyButton text={copy} label={`Copy: ${label}`} />
        </div>
      )}
    </div>
  );
}
