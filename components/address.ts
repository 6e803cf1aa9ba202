export type Changes = Readonly<Record<string, string | null>>;

/** The search part of an address after some changes; null takes a name out. What else is in it stays. */
export function withParams(search: string, changes: Changes): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** Changes the address without asking the server. What is typed or closed replaces the entry in the browser's history, what is opened or chosen adds one. */
export function changeAddress(changes: Changes, how: "add" | "replace" = "add"): void {
  const url = window.location.pathname + withParams(window.location.search, changes);
  if (how === "add") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}
