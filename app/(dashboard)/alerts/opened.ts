"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { changeAddress } from "@/components/page/address";

const closed = { new: null, edit: null, from: null, kind: null, try: null, channel_id: null, destination_id: null };

/** What opens a drawer. `from`: the entry that a new one is a copy of. */
export const openedBy = {
  new: { ...closed, new: "1" },
  edit: (id: string) => ({ ...closed, edit: id }),
  copy: (id: string) => ({ ...closed, new: "1", from: id }),
};

interface Opened {
  new: string | null;
  edit: string | null;
  from: string | null;
  /** The kind of a new destination. */
  kind: string | null;
}

/** What the address asks a drawer for. */
function useOpened(): { opened: Opened; isOpen: boolean } {
  const params = useSearchParams();
  const opened = { new: params.get("new"), edit: params.get("edit"), from: params.get("from"), kind: params.get("kind") };
  return { opened, isOpen: opened.new !== null || opened.edit !== null };
}

function onOpenChange(open: boolean): void {
  if (!open) changeAddress(closed, "replace");
}

/** The drawer that the address asks for, or asked for last: while it closes, it is about the same entry. */
export function useOpenedDrawer(): { isOpen: boolean; opened: Opened; onOpenChange: (open: boolean) => void } {
  const { opened, isOpen } = useOpened();
  const [last, setLast] = useState(opened);
  if (isOpen && JSON.stringify(opened) !== JSON.stringify(last)) setLast(opened);
  return { isOpen, opened: last, onOpenChange };
}

/** Whether a drawer was open since the page came: its code stays, so that it can slide away. */
export function useOnceOpened(): boolean {
  const { isOpen } = useOpened();
  const [wasOpened, setWasOpened] = useState(false);
  if (isOpen && !wasOpened) setWasOpened(true);
  return isOpen || wasOpened;
}
