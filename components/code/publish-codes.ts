export interface PublishBody {
  name: string;
  severity?: string;
  payload?: Record<string, string>;
}

export type Language = "curl" | "node" | "python";

export const languages: readonly { value: Language; label: string }[] = [
  { value: "curl", label: "curl" },
  { value: "node", label: "Node" },
  { value: "python", label: "Python" },
];

const indent = (text: string, by: string) => text.replaceAll("\n", `\n${by}`);

/** A call that publishes `body`, in each language, with nothing to install. `apiKey` is written as it is. */
export function publishCodes(serverUrl: string, apiKey: string, body: PublishBody): Record<Language, string> {
  const url = `${serverUrl}/api/v1/alerts`;
  const json = JSON.stringify(body, null, 2);
  return {
    curl: [
      `curl ${url} \\`,
      `  -H "Authorization: Bearer ${apiKey}" \\`,
      `  -H "Content-Type: application/json" \\`,
      `  -d '${indent(json.replaceAll("'", "'\\''"), "  ")}'`,
    ].join("\n"),
    node: [
      `const response = await fetch("${url}", {`,
      `  method: "POST",`,
      `  headers: {`,
      `    Authorization: "Bearer ${apiKey}",`,
      `    "Content-Type": "application/json",`,
      `  },`,
      `  body: JSON.stringify(${indent(json, "  ")}),`,
      `});`,
      `console.log(response.status, await response.json());`,
    ].join("\n"),
    // Bodies hold strings only: their JSON is Python too.
    python: [
      `import json`,
      `import urllib.request`,
      ``,
      `request = urllib.request.Request(`,
      `    "${url}",`,
      `    data=json.dumps(${indent(JSON.stringify(body, null, 4), "    ")}).encode(),`,
      `    headers={`,
      `        "Authorization": "Bearer ${apiKey}",`,
      `        "Content-Type": "application/json",`,
      `    },`,
      `)`,
      `with urllib.request.urlopen(request) as response:`,
      `    print(response.status, response.read().decode())`,
    ].join("\n"),
  };
}
