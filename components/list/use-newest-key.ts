"use client";

import { useEffect } from "react";
import { isShortcut } from "../page/keyboard";

/** The key `.` shows what is new, while something is. */
export function useNewestKey(count: number, show: () => void): void {
  useEffect(() => {
    if (count === 0) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "." || !isShortcut(event)) return;
      event.preventDefault();
      show();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
