import { api } from "./api";

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** The API's largest page. */
const pageSize = 200;

/** Every entry of a list that is small by nature (channels, environments …), newest first. */
export async function listAll<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `${path.includes("?") ? "&" : "?"}limit=${pageSize}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`;
    const page: Page<T> = await api<Page<T>>(`${path}${query}`, { signal });
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return all;
}
