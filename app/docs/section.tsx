import type { ReactNode } from "react";
import { CodeBlock } from "@/components/code/code-block";
import { type SectionId, sections } from "./sections";

const textLook =
  "grid gap-3 text-pretty text-base/6 [&_a]:text-primary [&_a]:underline [&_a]:underline-offset-2 [&_:not(pre)>code]:rounded-sm [&_:not(pre)>code]:bg-muted [&_:not(pre)>code]:px-1 [&_:not(pre)>code]:py-0.5 [&_code]:font-mono [&_code]:text-xs [&_ul]:grid [&_ul]:list-disc [&_ul]:gap-1.5 [&_ul]:pl-5";

/** One part of the guide, with a heading that can be linked to. */
export const Section = ({ id, children }: { id: SectionId; children: ReactNode }) => (
  <section id={id} aria-labelledby={`${id}-heading`} className="scroll-mt-20 border-t pt-8 print:break-inside-avoid-page">
    <h2 id={`${id}-heading`} className="group mb-3 font-semibold text-lg tracking-tight">
      {sections[id]}
      <a
        href={`#${id}`}
        aria-label={`Link to ${sections[id]}`}
        className="ml-2 text-muted-foreground opacity-0 transition-opacity focus-visible:opacity-100 group-hover:opacity-100 print:hidden"
      >
        #
      </a>
    </h2>
    <div className={textLook}>{children}</div>
  </section>
);

/** Something to run or to paste. */
export const Example = ({ label, code }: { label: string; code: string }) => (
  <CodeBlock label={label} copy={code}>
    {code}
  </CodeBlock>
);

interface FactsProps {
  label: string;
  head: readonly string[];
  /** The first of each row is what it is about. */
  rows: readonly (readonly [ReactNode, ...ReactNode[]])[];
}

/** A table of the guide. */
export const Facts = ({ label, head, rows }: FactsProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
  <section aria-label={label} tabIndex={0} className="min-w-0 overflow-x-auto rounded-md border">
    <table className="w-full border-collapse text-left text-sm">
      <thead className="bg-muted/50 text-muted-foreground text-xs">
        <tr>
          {head.map((title) => (
            <th key={title} scope="col" className="px-3 py-2 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest], row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows never change
          <tr key={row} className="border-t align-top">
            <th scope="row" className="whitespace-nowrap px-3 py-2 font-normal">
              {first}
            </th>
            {rest.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the cells never change
              <td key={column} className="min-w-32 px-3 py-2">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
