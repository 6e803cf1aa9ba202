"use client";

import { useRef } from "react";

/** Does what a press asks for, and nothing more until that is done. What a mutation says of itself is drawn too late for a second press in the same moment. */
export function useOnce(): (act: () => Promise<unknown>) => void {
  const isUnderWay = useRef(false);
  return (act) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    const end = () => {
      isUnderWay.current = false;
    };
    // A failure is shown by who called.
    act().then(end, end);
  };
}
