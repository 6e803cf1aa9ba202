"use client";

import type { ComponentProps, ReactNode } from "react";
import Renderer, { type Components } from "react-markdown";
import sanitize, { defaultSchema } from "rehype-sanitize";
import gfm from "remark-gfm";
import { beginning } from "@/lib/domain/plain-text";

interface Node {
  type: string;
  children?: Node[];
}

/** HTML is shown as it is written, never meant. */
const showHtml = () => (node: Node) => {
  if (node.type === "html") node.type = "text";
  node.children?.forEach(showHtml());
};

/** What a stranger wrote may become these elements and links. */
const schema: typeof defaultSchema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"], src: [], cite: [] },
};

/** What is rendered of a text, in characters: some texts take a time that grows with the square of their length, and 64 KiB of them 22 s. */
const maxRendered = 4_000;

/** Quotes and lists in one another that one line opens: more than anybody writes, and each costs as much as all before it. */
const tooDeep = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){20}/m;

/** The part that is rendered, to the end of a line or a word where there is one, and what is left. */
function splitMarkdown(text: string): { markdown: string; rest: string } {
  if (tooDeep.test(text.slice(0, maxRendered))) return { markdown: "", rest: text };
  if (text.length <= maxRendered) return { markdown: text, rest: "" };
  const head = text.slice(0, maxRendered);
  const line = head.lastIndexOf("\n");
  const word = head.lastIndexOf(" ");
  const character = beginning(text, maxRendered).length;
  const at = line > maxRendered / 2 ? line : word > maxRendered / 2 ? word : character;
  return { markdown: text.slice(0, at), rest: text.slice(at).trimStart() };
}

const Heading = ({ children }: { children?: ReactNode }) => <p className="font-semibold text-foreground">{children}</p>;

const components: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  a: ({ href, children }) =>
    href && /^(https?|mailto):/i.test(href) ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-primary underline underline-offset-2">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  // An image would tell its server who looks at the page, and when.
  img: ({ alt }) => (alt ? <span className="text-muted-foreground">[image: {alt}]</span> : null),
  input: ({ checked }: ComponentProps<"input">) => <span>{checked ? "☑" : "☐"} </span>,
  ul: ({ children }) => <ul className="list-disc space-y-0.5 pl-5">{children}</ul>,
  ol: ({ start, children }) => (
    <ol start={start} className="list-decimal space-y-0.5 pl-5">
      {children}
    </ol>
  ),
  code: ({ children }) => <code className="rounded-sm bg-muted px-1 py-px font-mono text-xs">{children}</code>,
  pre: ({ children }) => (
    <pre className="whitespace-pre-wrap rounded-md border bg-muted px-3 py-2 text-xs [&_code]:bg-transparent [&_code]:p-0">{children}</pre>
  ),
  blockquote: ({ children }) => <blockquote className="border-l-2 pl-3 text-muted-foreground">{children}</blockquote>,
  hr: () => <hr className="border-border" />,
  table: ({ children }) => <table className="w-full table-fixed border-collapse text-left text-xs">{children}</table>,
  th: ({ children }) => <th className="border px-2 py-1 font-medium">{children}</th>,
  td: ({ children }) => <td className="border px-2 py-1 align-top">{children}</td>,
};

/**
 * Markdown of a moment, without anything that runs, loads or leads elsewhere but to http, https and mailto; what is beyond its limit is shown as it
 * is written. `id` keeps its footnotes apart.
 */
export const Markdown = ({ id, children }: { id: string; children: string }) => {
  const { markdown, rest } = splitMarkdown(children);
  return (
    <div className="max-w-prose space-y-2 text-sm leading-relaxed [overflow-wrap:anywhere]">
      <Renderer
        remarkPlugins={[gfm, showHtml]}
        rehypePlugins={[[sanitize, { ...schema, clobberPrefix: `${id}-` }]]}
        remarkRehypeOptions={{ clobberPrefix: "" }}
        components={components}
      >
        {markdown}
      </Renderer>
      {rest && <p className="whitespace-pre-wrap">{rest}</p>}
    </div>
  );
};
