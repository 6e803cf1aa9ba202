import { CopyButton } from "../ui/copy-button";
import { CodeBlock } from "./code-block";

/** A call of the API to copy, with this installation's own address. Rendered in the browser only. */
export function ApiExample({ path, body, apiKey = "$HOTLINE_API_KEY" }: { path: string; body: unknown; apiKey?: string }) {
  const json = JSON.stringify(body, null, 2).replaceAll("'", "'\\''").replaceAll("\n", "\n  ");
  const command = [
    `curl ${window.location.origin}${path} \\`,
    `  -H "Authorization: Bearer ${apiKey}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${json}'`,
  ].join("\n");
  return (
    <div className="relative w-full text-left">
      <CodeBlock label="Example call" className="pr-8">
        {command}
      </CodeBlock>
      <div className="absolute top-1.5 right-1.5 rounded-md bg-background">
        <CopyButton text={command} label="Copy the command" />
      </div>
    </div>
  );
}
