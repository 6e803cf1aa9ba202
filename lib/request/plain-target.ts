/**
 * A request's target as a path: without a scheme and host, which a proxy's client sends, without doubled slashes, which a base URL with a slash at
 * its end gives, and, of what programs call, without a slash at its end. Next would redirect it, which hardly any sender of webhooks follows, and
 * not every HTTP client with its body. What is no such target stays as it is.
 */
export function plainTarget(target: string): string {
  const [authority = ""] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  const rest = target.slice(authority.length);
  if (authority ? !URL.canParse(target) : !target.startsWith("/")) return target;
  const [path = "", ...query] = rest.split("?");
  const single = path.replace(/^$|\/{2,}/g, "/");
  return [single.replace(/^(\/(?:api|moment)(?:\/.*)?)\/$/, "$1"), ...query].join("?");
}
