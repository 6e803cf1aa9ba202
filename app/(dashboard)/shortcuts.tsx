"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { useRowKeys } from "@/components/list/row-keys";
import { isApple } from "@/components/page/keyboard";
import { Kbd } from "@/components/ui/kbd";
import { usePart } from "@/components/ui/popup/use-part";
import { useShortcuts } from "./use-shortcuts";

const loadPalette = () => import("@/components/command-palette/command-palette").then((module) => module.CommandPalette);
const loadSheet = () => import("./shortcut-sheet").then((module) => module.ShortcutSheet);

const never = () => () => {};

/** The entry of the command palette, and the keys of the whole dashboard. Palette and sheet load when they are first asked for. */
export function Shortcuts() {
  const router = useRouter();
  const [Palette, reachPalette] = usePart(loadPalette);
  const [Sheet, reachSheet] = usePart(loadSheet);
  const [opened, setOpened] = useState<"palette" | "sheet" | null>(null);
  const commandKey = useSyncExternalStore(
    never,
    () => (isApple() ? "⌘K" : "Ctrl K"),
    () => "Ctrl K",
  );
  const openPalette = () => {
    reachPalette();
    setOpened("palette");
  };

  useRowKeys();
  useShortcuts({
    onPalette: () => (opened === "palette" ? setOpened(null) : openPalette()),
    onSheet: () => {
      reachSheet();
      setOpened("sheet");
    },
    onGo: (href) => router.push(href),
  });

  return (
    <>
      <button
        type="button"
        onClick={openPalette}
        onPointerEnter={reachPalette}
        onFocus={reachPalette}
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        className="flex size-8 shrink-0 items-center justify-center gap-2 rounded-md text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground pointer-coarse:size-11 md:h-8 md:w-full md:justify-start md:border md:border-input md:bg-background md:px-2 md:shadow-xs"
      >
        <Search aria-hidden="true" className="size-4 shrink-0" />
        <span className="max-md:sr-only">Search</span>
        <span aria-hidden="true" className="ml-auto max-md:hidden">
          <Kbd keys={commandKey} />
        </span>
      </button>
      {Palette && <Palette open={opened === "palette"} onOpenChange={(open) => setOpened(open ? "palette" : null)} />}
      {Sheet && <Sheet open={opened === "sheet"} onOpenChange={(open) => setOpened(open ? "sheet" : null)} commandKey={commandKey} />}
    </>
  );
}
