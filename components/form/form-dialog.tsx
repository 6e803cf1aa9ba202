"use client";

import { type ReactNode, useState } from "react";
import { Dialog } from "../ui/popup/dialog";
import { Drawer } from "../ui/popup/drawer";
import { findOpener, returnFocus } from "../ui/popup/use-return-focus";
import { FormFrameContext, nothingToLose } from "./form-frame";
import { useUnsaved } from "./unsaved";

interface Content {
  /** A drawer is for longer forms. */
  drawer?: boolean;
  title: string;
  description?: ReactNode;
  /** A form, or what comes before it; drawn anew each time it opens. */
  children: ReactNode;
}

interface Kept {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

interface OpenFromTheStart {
  /** Once it is closed and the focus is back where it was. */
  onClose: () => void;
}

/**
 * A drawer or a dialog around a form. What was typed is not lost without a question, and it does not close while it is being sent. The page
 * keeps whether it is open; or it is open from the start, and the page takes it away at `onClose`.
 */
export const FormDialog = (props: Content & (Kept | OpenFromTheStart)) =>
  "onClose" in props ? <OwnDialog {...props} /> : <KeptDialog {...props} />;

function OwnDialog({ onClose, ...content }: Content & OpenFromTheStart) {
  const [open, onOpenChange] = useState(true);
  return <KeptDialog {...content} open={open} onOpenChange={onOpenChange} onClosed={onClose} />;
}

function KeptDialog({ drawer, title, description, children, open, onOpenChange, onClosed }: Content & Kept & { onClosed?: () => void }) {
  const [footer, setFooter] = useState<HTMLElement | null>(null);
  const [{ isDirty, isSending }, report] = useState(nothingToLose);
  const finish = () => onOpenChange(false);
  const { leave, question } = useUnsaved(isDirty && open, finish);
  const close = () => !isSending && leave();
  const [last, setLast] = useState<{ open: boolean; count: number; opener: HTMLElement | null }>({ open: false, count: 0, opener: null });
  if (open !== last.open) setLast(open ? { open, count: last.count + 1, opener: findOpener() } : { ...last, open });
  const Frame = drawer ? Drawer : Dialog;
  return (
    <Frame
      open={open}
      onOpenChange={(next) => !next && close()}
      onClosed={() => {
        returnFocus(last.opener);
        onClosed?.();
      }}
      title={title}
      description={description}
      footer={<div ref={setFooter} className="flex w-full flex-wrap items-center justify-end gap-2" />}
    >
      <FormFrameContext key={last.count} value={{ footer, report, leave: close, finish }}>
        {children}
      </FormFrameContext>
      {question}
    </Frame>
  );
}
