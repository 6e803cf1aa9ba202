"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Entry, EntryGroup } from "./entry";
import { EntryLine } from "./entry-line";
import { useEntries } from "./use-entries";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Search over everything: pages, actions, and what the organization has. */
export const CommandPalette = ({ open, onOpenChange }: Props) => (
  <Dialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
    <Dialog.Portal>
      <Dialog.Backdrop className="fixed inset-0 z-overlay min-h-dvh bg-backdrop" />
      <Dialog.Popup
        aria-label="Command palette"
        className="fixed top-[min(14vh,8rem)] left-1/2 z-overlay flex max-h-[min(28rem,calc(100dvh-4rem))] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border bg-popover text-popover-foreground shadow-xl outline-none"
      >
        <Palette onDone={() => onOpenChange(false)} />
      </Dialog.Popup>
    </Dialog.Portal>
  </Dialog.Root>
);

function Palette({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const groups = useEntries(typed);

  function choose({ action, disabledReason }: Entry): void {
    if (disabledReason) return;
    onDone();
    if ("href" in action) router.push(action.href);
    else action.run();
  }

  return (
    <Autocomplete.Root<EntryGroup>
      open
      inline
      mode="none"
      items={groups}
      value={typed}
      onValueChange={(value, { reason }) => reason !== "item-press" && setTyped(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
        <Autocomplete.Input
          aria-label="Search pages, actions, destinations and alerts"
          placeholder="Search, or paste an alert’s id"
          maxLength={200}
          className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted-foreground pointer-coarse:text-lg"
        />
      </div>
      <Autocomplete.Status className="sr-only">{groups.length === 0 ? "Nothing found" : ""}</Autocomplete.Status>
      <Autocomplete.Empty className="px-4 py-8 text-center text-muted-foreground text-sm empty:hidden">Nothing found.</Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-1.5 data-empty:hidden">
        {(group: EntryGroup) => (
          <Autocomplete.Group key={group.label} items={group.items} className="not-last:mb-1.5">
            <Autocomplete.GroupLabel className="px-2.5 py-1.5 text-muted-foreground text-xs">{group.label}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(entry: Entry) => <EntryLine key={entry.id} entry={entry} onChoose={() => choose(entry)} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
