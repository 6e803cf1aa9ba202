import { readdirSync } from "node:fs";
import path from "node:path";

const app = path.resolve(import.meta.dirname, "..", "app");

/** The addresses of every page.tsx below `app/`, in the file system's own words: `/alerts/history/[id]`. */
export function pageRoutes(): string[] {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === "page.tsx");
  const segments = files.map((file) => path.dirname(file).split(path.sep));
  return segments.map((parts) => `/${parts.filter((part) => part !== "." && !part.startsWith("(")).join("/")}`).sort();
}
