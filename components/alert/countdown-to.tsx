"use client";

import { useEffect, useState } from "react";
import { sayAbsolute } from "@/components/ui/relative-time";
import { sayCountdown } from "./countdown";

const everyMs = 1_000;

/** How long until an instant, ticking; once it is due it says so. */
export function CountdownTo({ iso }: { iso: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  const left = sayCountdown(Date.parse(iso) - now);
  return (
    <time dateTime={iso} title={sayAbsolute(iso)} className="whitespace-nowrap tabular-nums">
      {left === null ? "now" : `in ${left}`}
    </time>
  );
}
