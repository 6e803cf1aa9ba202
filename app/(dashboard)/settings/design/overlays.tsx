"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Dialog } from "@/components/ui/popup/dialog";
import { Drawer } from "@/components/ui/popup/drawer";
import { useToast, useUndo } from "@/components/ui/popup/toast";
import { Forms } from "./forms";
import { longText, Row, Sample } from "./sample";

export function Overlays({ theme }: { theme: string }) {
  const [open, setOpen] = useState<"dialog" | "drawer" | null>(null);
  const { show } = useToast();
  const { undoable } = useUndo();
  const close = () => setOpen(null);
  return (
    <Sample title="Overlays">
      <Row>
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("drawer")}>Drawer</Button>
        <Button onClick={() => show({ title: "Saved" })}>Toast</Button>
        <Button onClick={() => show({ tone: "success", title: "Test sent", description: "#ops answered ok in 212 ms." })}>Success</Button>
        <Button onClick={() => show({ tone: "error", title: "That did not work", description: longText })}>Error</Button>
        <Button onClick={() => void undoable({ title: "#ops is disabled", perform: () => {}, undo: () => {} })}>Undo</Button>
      </Row>
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="Delete #ops?"
        description="2 subscriptions send to it: run failures would reach nobody."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="destructive" onClick={close}>
              Delete
            </Button>
          </>
        }
      >
        <Field label={`Type its name, in ${theme}`} placeholder="#ops" />
      </Dialog>
      <Drawer
        open={open === "drawer"}
        onOpenChange={close}
        title="New destination"
        description="Where alerts are sent."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Create
            </Button>
          </>
        }
      >
        <Forms />
      </Drawer>
    </Sample>
  );
}
