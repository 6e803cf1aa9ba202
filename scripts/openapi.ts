import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { createOpenApi, type RouteFile } from "../lib/http/openapi";

const root = path.resolve(import.meta.dirname, "..");
export const openApiFile = path.join(root, "public/openapi.json");

/** Where routes stand that declare themselves. */
const folders = ["api", "moment"];

/** The door takes one segment, or two. */
const doors = ["[token]", "[token]/[integration]"];

/** The text of openapi.json, from every `route.ts` under app/api and app/moment that declares itself. */
export async function openApiText(): Promise<string> {
  const routes: RouteFile[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(path.join(root, "app", folder), { recursive: true, encoding: "utf8" })) {
      if (path.basename(entry) !== "route.ts") continue;
      const { declarations } = (await import(pathToFileURL(path.join(root, "app", folder, entry)).href)) as Partial<RouteFile>;
      if (!declarations) continue;
      const shown = path.posix.join("/", folder, path.dirname(entry).split(path.sep).join("/"));
      const paths = shown.endsWith("/[...path]") ? doors.map((door) => shown.replace("[...path]", door)) : [shown];
      for (const one of paths) routes.push({ path: one, declarations });
    }
  }
  return `${JSON.stringify(createOpenApi(routes), null, 2)}\n`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(openApiFile, await openApiText());
  console.log(`Wrote ${path.relative(root, openApiFile)}`);
}
