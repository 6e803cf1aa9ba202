"use client";

import { useState } from "react";
import type { ListSince } from "../list-since";

/** When the list began that the filters ask for; with other filters it begins anew, as it does to show the newest. */
export function useSince(list: ListSince, filters: object) {
  const [since, setSince] = useState(list.read);
  const [seen, setSeen] = useState(filters);
  if (filters !== seen) {
    setSeen(filters);
    setSince(list.startAnew());
  }
  function showNewest() {
    setSince(list.startAnew());
    window.scrollTo({ top: 0 });
  }
  return { since, showNewest };
}
