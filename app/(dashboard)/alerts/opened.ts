"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";

const closed = { new: null, edit: null, from: null, try: null, channel_id: null, destination_id: null };

/** What opens a drawer, and what closes it. `from`: the entry that a new one is a copy of. */
export const openedBy = {
  none: closed,
  new: { ...closed, new: "1" },
  edit: (id: string) => ({ ...closed, edit: id }),
  copy: (id: string) => ({ ...closed, new: "1", from: id }),
};

/** The drawer that the address asks for. */
export function useOpened(): { isNew: boolean; from: string | null; edit: string | null } {
  const params = useSearchParams();
  return { isNew: params.get("new") !== null, from: params.get("from"), edit: params.get("edit") };
}

/** Whether a drawer was open since the page came: its code stays, so that it can slide away. */
export function useOnceOpened(): boolean {
  const { isNew, edit } = useOpened();
  const [wasOpened, setWasOpened] = useState(false);
  const isOpen = isNew || edit !== null;
  if (isOpen && !wasOpened) setWasOpened(true);
  return isOpen || wasOpened;
}
