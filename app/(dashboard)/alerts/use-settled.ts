"use client";

import { useEffect, useState } from "react";

/** A value after it has stayed the same for a while; until then the one before. `key` says when two are the same. */
export function useSettled<Value>(value: Value, key: string, pauseMs: number): Value {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    if (settled.key === key) return;
    const timer = setTimeout(() => setSettled({ value, key }), pauseMs);
    return () => clearTimeout(timer);
  });
  return settled.value;
}
