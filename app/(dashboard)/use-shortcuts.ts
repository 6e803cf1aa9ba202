"use client";

import { useEffect, useRef } from "react";
import { isShortcut } from "@/components/page/keyboard";
import { goKeys } from "./go-keys";

interface Shortcuts {
  onPalette: () => void;
  onSheet: () => void;
  onGo: (href: string) => void;
}

/** How long `g` waits for its second key, in milliseconds. */
const secondKeyMs = 1_200;

const isPaletteKey = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === "k" && (ctrlKey || metaKey) && !shiftKey && !altKey;

/** ⌘K or Ctrl+K, `?`, and `g` with a second key. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  useEffect(() => {
    current.current = shortcuts;
  });
  useEffect(() => {
    let wentAt = 0;
    function onKey(event: KeyboardEvent) {
      const { onPalette, onSheet, onGo } = current.current;
      if (isPaletteKey(event)) {
        event.preventDefault();
        if (!event.repeat) onPalette();
        return;
      }
      if (!isShortcut(event) || event.key === "Shift") return;
      const isSecond = event.timeStamp - wentAt < secondKeyMs;
      wentAt = event.key === "g" ? event.timeStamp : 0;
      const to = isSecond && goKeys.find(({ key }) => key === event.key);
      if (to) onGo(to.href);
      else if (event.key === "?") onSheet();
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
