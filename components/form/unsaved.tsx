"use client";

import { useLayoutEffect, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/popup/dialog";
import { holdHistory } from "./hold-history";

/** Asks before what was typed is lost, however it is left: by its buttons, by Escape, by Back, or with the page. */
export function useUnsaved(isDirty: boolean, onLeave: () => void) {
  const [isAsking, ask] = useState(false);
  useLayoutEffect(() => (isDirty ? holdHistory(() => ask(true)) : undefined), [isDirty]);
  useLayoutEffect(() => (isDirty ? holdPage() : undefined), [isDirty]);

  const discard = () => {
    ask(false);
    onLeave();
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
  return { leave: () => (isDirty ? ask(true) : onLeave()), question };
}

/** The browser asks before the page goes with what was typed on it. */
function holdPage(): () => void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener("beforeunload", warn);
  return () => window.removeEventListener("beforeunload", warn);
}
