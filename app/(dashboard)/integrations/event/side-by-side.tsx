import { useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-box";
import { type DiffRow, diffLines } from "./diff-lines";

interface Props {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
}

/** Two texts side by side with what differs marked; on a narrow screen one below the other, line by line. */
export function SideBySide({ before, after, beforeLabel, afterLabel }: Props) {
  const rows = useMemo(() => diffLines(before, after), [before, after]);
  const label = `${beforeLabel} and ${afterLabel.toLowerCase()}`;
  return (
    <div className="@container">
      <ScrollBox label={label} className="max-h-[28rem] overflow-auto bg-muted/50 pb-2">
        <div className="sticky top-0 z-1 mb-1 grid grid-cols-2 border-b bg-muted text-xs">
          <Head label={beforeLabel} text={before} />
          <Head label={afterLabel} text={after} />
        </div>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else of its own
          <Row key={index} row={row} />
        ))}
      </ScrollBox>
    </div>
  );
}

const Head = ({ label, text }: { label: string; text: string }) => (
  <p className="flex items-center gap-1 py-0.5 pl-3 text-muted-foreground [&+&]:border-l">
    {label}
    <CopyButton text={text} label={`Copy: ${label}`} />
  </p>
);

const cell = "min-w-0 whitespace-pre-wrap py-px pr-2 pl-6 -indent-3 font-mono text-xs leading-5 [overflow-wrap:anywhere]";
const wide = "@2xl:[&+&]:border-l";

function Row({ row: { left, right, isSame } }: { row: DiffRow }) {
  if (isSame)
    return (
      <div className="grid @2xl:grid-cols-2">
        <pre className={`${cell} ${wide}`}>{`  ${left}`}</pre>
        <pre aria-hidden="true" className={`${cell} ${wide} hidden @2xl:block`}>{`  ${right}`}</pre>
      </div>
    );
  return (
    <div className="grid @2xl:grid-cols-2">
      <pre className={`${cell} ${wide} ${left === null ? "hidden @2xl:block" : "bg-destructive/10"}`}>
        {left !== null && (
          <>
            <span aria-hidden="true">- </span>
            <span className="sr-only">Before: </span>
            {left}
          </>
        )}
      </pre>
      <pre className={`${cell} ${wide} ${right === null ? "hidden @2xl:block" : "bg-success/10"}`}>
        {right !== null && (
          <>
            <span aria-hidden="true">+ </span>
            <span className="sr-only">After: </span>
            {right}
          </>
        )}
      </pre>
    </div>
  );
}
