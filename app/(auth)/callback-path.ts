const home = "/";

/** Where to go after signing in: a path of this app, else the first page, which is the history once there is something. Anything that could leave the app is refused. */
export function readCallbackPath(value: string | string[] | undefined): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return home;
  const base = "http://hotline.invalid";
  if (!URL.canParse(value, base)) return home;
  const url = new URL(value, base);
  return url.origin === base && url.pathname !== "/sign-in" ? `${url.pathname}${url.search}` : home;
}
