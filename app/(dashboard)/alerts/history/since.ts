/** How long a list that was left can be come back to, in milliseconds; its rows are kept no longer either. */
const keptMs = 5 * 60_000;

let since = 0;

/** When the list was last begun: who comes back to it finds it as it was. */
export function readSince(): number {
  if (Date.now() - since > keptMs) since = Date.now();
  return since;
}

/** Begins the list anew, with the newest alerts on top. */
export function startAnew(): number {
  since = Math.max(Date.now(), since + 1);
  return since;
}
