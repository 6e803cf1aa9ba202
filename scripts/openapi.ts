import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createOpenApi, type RouteFile } from "../lib/server/openapi";

const root = path.resolve(import.meta.dirname, "..");
export const openApiFile = path.join(root, "public/openapi.json");

/** The text of openapi.json, from every `route.ts` under app/api that declares itself. */
export async function openApiText(): Promise<string> {
  const routes: RouteFile[] = [];
  for (const entry of readdirSync(path.join(root, "app/api"), { recursive: true, encoding: "utf8" })) {
    if (path.basename(entry) !== "route.ts") continue;
    const module = (await import(pathToFileURL(path.join(root, "app/api", entry)).href)) as Partial<RouteFile>;
    if (module.declarations)
      routes.push({ path: path.posix.join("/api", path.dirname(entry).split(path.sep).join("/")), declarations: module.declarations });
  }
  return `${JSON.stringify(createOpenApi(routes), null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(openApiFile, await openApiText());
  console.log(`Wrote ${path.relative(root, openApiFile)}`);
}
