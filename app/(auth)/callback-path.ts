import { ownPath } from "@/lib/domain/own-path";

const home = "/";

/** Where to go after signing in: a path of this app, else the first page, which is the history once there is something. */
export function readCallbackPath(value: string | string[] | undefined): string {
  const path = typeof value === "string" ? ownPath(value) : null;
  return path === null || /^\/sign-in(?![^?#])/.test(path) ? home : path;
}
