import { readdirSync } from "node:fs";
import path from "node:path";
import type { Handler } from "./route";

const root = path.resolve(import.meta.dirname, "../..");

type Module = Partial<Record<string, Handler>> & { declarations?: Partial<Record<string, import("./route").Declaration>> };

interface RouteModule {
  /** `/api/v1/channels/[id]` */
  path: string;
  module: Module;
}

/** Every route of the API and the door for moments, as the file system has them. */
export const routes: readonly RouteModule[] = await Promise.all(
  ["app/api/v1", "app/moment"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => path.basename(file) === "route.ts")
      .map(async (file) => ({
        path: path.posix.join(folder.slice("app".length), path.dirname(file).split(path.sep).join("/")),
        module: (await import(path.join(root, folder, file))) as Module,
      })),
  ),
);

function match(pattern: string, pathname: string): Record<string, string | string[]> | null {
  const [parts, given] = [pattern.split("/"), pathname.split("/")];
  const params: Record<string, string | string[]> = {};
  for (const [index, part] of parts.entries()) {
    const [, rest, name = ""] = /^\[(\.\.\.)?(\w+)\]$/.exec(part) ?? [];
    if (rest) return given.length > index ? { ...params, [name]: given.slice(index) } : null;
    if (given[index] === undefined || (!name && part !== given[index])) return null;
    if (name) params[name] = decodeURIComponent(given[index]);
  }
  return parts.length === given.length ? params : null;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's JSON, which the tests look into
  body: any;
}

/** Calls the handler of a path with an API key, in this process and without a server. */
export async function call(
  apiKey: string | null,
  method: string,
  target: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const url = new URL(target, "http://localhost");
  const found = routes
    .map(({ path: pattern, module }) => ({ module, params: match(pattern, url.pathname), isExact: !pattern.includes("[") }))
    .filter((one) => one.params !== null)
    .sort((a, b) => Number(b.isExact) - Number(a.isExact))[0];
  const handler = found?.module[method];
  if (!found || !handler) throw new Error(`nothing answers ${method} ${url.pathname}`);
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = new Request(url, {
    method,
    headers: {
      ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      ...(text === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
      ...headers,
    },
    body: text,
  });
  const response = await handler(request, { params: Promise.resolve(found.params ?? {}) });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer === "" ? null : JSON.parse(answer) };
}
