import { readFileSync } from "node:fs";
import path from "node:path";
import { type Access, scopes } from "../lib/domain/people/actor";

/** What the API can do, as the app itself describes it. */
export interface Operation {
  method: string;
  /** `/api/v1/teams/{id}` */
  path: string;
  /** Who may; null: anybody. */
  access: Access | null;
  query: readonly string[];
  hasBody: boolean;
}

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

interface Described {
  description?: string;
  security?: unknown[];
  parameters?: { in: string; name: string }[];
  requestBody?: unknown;
}

/** From the document that the app serves. */
export async function readOperations(url: string): Promise<Operation[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as { paths: Record<string, Record<string, Described>> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method: method.toUpperCase(),
      path,
      access: described.security?.length === 0 ? null : accessOf(described.description ?? ""),
      query: (described.parameters ?? []).flatMap((parameter) => (parameter.in === "query" ? [parameter.name] : [])),
      hasBody: described.requestBody !== undefined,
    })),
  );
}

function accessOf(description: string): Access {
  const word = /^Scope: (\w+)/.exec(description)?.[1];
  const access = [...scopes, "team" as const, "person" as const].find((one) => one === word);
  if (!access) throw new Error(`openapi.json says no scope: ${description}`);
  return access;
}

/** What the build serves. */
export interface Built {
  /** `/alerts/history/[id]` */
  pages: string[];
  /** `/api/v1/teams/{id}` */
  routes: string[];
}

export function readBuild(): Built {
  const file = path.resolve(import.meta.dirname, "../.next/app-path-routes-manifest.json");
  const manifest = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
  const endingIn = (word: string) => manifest.flatMap(([entry, shown]) => (entry.endsWith(word) ? [shown] : [])).sort();
  const routes = endingIn("/route").flatMap((shown) => doors[shown] ?? [shown.replace(/\[(\w+)\]/g, "{$1}")]);
  return { pages: endingIn("/page").filter((page) => !page.startsWith("/_")), routes };
}

/** The door takes one segment, or two. */
const doors: Record<string, string[]> = { "/moment/[...path]": ["/moment/{token}", "/moment/{token}/{integration}"] };

/** What is built and described elsewhere: signing in, the Inngest server's way in, figures, the icon, and what says 404. */
const undescribed = ["/api/[[...path]]", "/api/auth/[...nextauth]", "/api/inngest", "/icon.svg", "/metrics", "/moment"];

/** Where the build, openapi.json and what a path answers to OPTIONS say different things. */
export async function disagreements(url: string, { routes }: Built, operations: readonly Operation[]): Promise<string[]> {
  const described = [...new Set(operations.map((operation) => operation.path))];
  const built = routes.filter((route) => !undescribed.includes(route));
  const methods = await Promise.all(
    described.map(async (path) => {
      const response = await fetch(`${url}${path.replace(/\{\w+\}/g, "x")}`, { method: "OPTIONS" });
      const allowed = (response.headers.get("allow") ?? "").split(", ").filter((method) => method !== "HEAD" && method !== "OPTIONS");
      const listed = operations.filter((operation) => operation.path === path).map(({ method }) => method);
      return allowed.sort().join() === listed.sort().join() ? [] : [`${path} allows ${allowed}, and ${listed} are described`];
    }),
  );
  return [
    ...built.filter((route) => !described.includes(route)).map((route) => `${route} is built and not described`),
    ...described.filter((route) => !built.includes(route)).map((route) => `${route} is described and not built`),
    ...undescribed.filter((route) => !routes.includes(route)).map((route) => `${route} is not built`),
    ...methods.flat(),
  ];
}
