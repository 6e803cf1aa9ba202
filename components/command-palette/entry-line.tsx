"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { KindIcon } from "@/components/kind-icon";
import { Kbd } from "@/components/ui/kbd";
import type { Entry } from "./entry";

/** One line of the palette. */
export function EntryLine({ entry, onChoose }: { entry: Entry; onChoose: () => void }) {
  const { label, detail, icon: Icon, kind, keys, disabledReason } = entry;
  return (
    <Autocomplete.Item
      value={entry}
      onClick={onChoose}
      aria-disabled={disabledReason ? true : undefined}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-accent pointer-coarse:min-h-11"
    >
      {kind ? <KindIcon kind={kind} /> : Icon && <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />}
      <span className={`min-w-0 shrink-0 truncate max-sm:shrink ${disabledReason ? "text-muted-foreground" : ""}`}>{label}</span>
      <span className="ml-auto min-w-0 truncate text-right text-muted-foreground text-xs">{disabledReason ?? detail}</span>
      {keys && !detail && <Kbd keys={keys} />}
    </Autocomplete.Item>
  );
}
