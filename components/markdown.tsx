"use client";

import type { ComponentProps, ReactNode } from "react";
import Renderer, { type Components } from "react-markdown";
import sanitize, { defaultSchema } from "rehype-sanitize";
import gfm from "remark-gfm";

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

/** Markdown of a moment, without anything that runs, loads or leads elsewhere but to http, https and mailto. `id` keeps its footnotes apart. */
export const Markdown = ({ id, children }: { id: string; children: string }) => (
  <div className="max-w-prose space-y-2 text-sm leading-relaxed [overflow-wrap:anywhere]">
    <Renderer
      remarkPlugins={[gfm, showHtml]}
      rehypePlugins={[[sanitize, { ...schema, clobberPrefix: `${id}-` }]]}
      remarkRehypeOptions={{ clobberPrefix: "" }}
      components={components}
    >
      {children}
    </Renderer>
  </div>
);
