/** How long a list that was left can be come back to, in milliseconds; its rows are kept no longer either. */
const keptMs = 5 * 60_000;

export interface ListSince {
  /** When the list was last begun: who comes back to it finds it as it was. */
  read(): number;
  /** Begins the list anew, with the newest on top. */
  startAnew(): number;
}

/** One list's beginning, kept while the page's script lives. */
export function createSince(): ListSince {
  let since = 0;
  const startAnew = () => {
    since = Math.max(Date.now(), since + 1);
    return since;
  };
  return { read: () => (Date.now() - since > keptMs ? startAnew() : since), startAnew };
}
