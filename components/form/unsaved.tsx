"use client";

import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

interface Options {
  /** Whether the page wants the drawer open. */
  open: boolean;
  onOpenChange: (open: boolean) => void;
  isDirty: boolean;
  /** Forgets what was typed. */
  onDiscard: () => void;
}

/** Asks before what was typed in a drawer is lost, however that is closed: by its buttons, by Escape, by Back, or with the page. */
export function useUnsaved({ open, onOpenChange, isDirty, onDiscard }: Options) {
  const [isAsking, ask] = useState(false);
  useLeaveWarning(isDirty);

  // Closed from outside, by Back: what was typed is still here, so the question comes now.
  useEffect(() => {
    if (open || !isDirty) return;
    onOpenChange(true);
    ask(true);
  }, [open, isDirty, onOpenChange]);

  const discard = () => {
    ask(false);
    onDiscard();
    onOpenChange(false);
  };
  const question = (
    <Dialog
      open={isAsking}
      onOpenChange={ask}
      title="Discard what you typed?"
      description="It is not saved yet."
      footer={
        <>
          <Button onClick={() => ask(false)}>Keep editing</Button>
          <Button variant="destructive" onClick={discard}>
            Discard
          </Button>
        </>
      }
    />
  );
  return { leave: () => (isDirty ? ask(true) : onOpenChange(false)), question };
}

/** The browser asks before the page goes with what was typed on it. */
function useLeaveWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isDirty]);
}
