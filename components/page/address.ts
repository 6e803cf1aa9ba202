/** What to set of an address; null or nothing takes a name out, and one that is undefined stays as it is. */
export type Changes = Readonly<Record<string, string | null | undefined>>;

/** The search part of an address after some changes. What else is in it stays. */
export function withParams(search: string, changes: Changes): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else if (value !== undefined) params.delete(name);
  }
  const text = params.toString();
  return text && `?${text}`;
}

/**
 * Changes the address at once, without asking the server; `useSearchParams` follows. What is typed or closed replaces the entry in
 * the browser's history, what is opened or chosen adds one, so that Back closes it.
 */
export function changeAddress(changes: Changes, how: "add" | "replace" = "add"): void {
  const { pathname, search, hash } = window.location;
  const url = pathname + withParams(search, changes) + hash;
  if (how === "add") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
