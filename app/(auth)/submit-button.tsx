"use client";

import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

const never = () => () => {};

/** Can be pressed once the page's script is there: before that, the browser would send the form by itself. */
export function SubmitButton({ isBusy, label, busyLabel }: { isBusy: boolean; label: string; busyLabel: string }) {
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Button type="submit" variant="primary" size="wide" disabled={!isReady || isBusy}>
      {isBusy ? busyLabel : label}
    </Button>
  );
}
