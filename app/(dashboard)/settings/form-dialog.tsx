"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { FormProblem } from "@/components/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Drawer } from "@/components/ui/drawer";
import { useSubmit } from "@/components/use-submit";
import { useReturnFocus } from "./use-return-focus";

interface Props {
  title: string;
  description?: ReactNode;
  /** Once it is closed and the focus is back where it was. */
  onClose: () => void;
  /** What its button says, and while it is at work. */
  action: string;
  actionBusy: string;
  /** Does it. What it throws is shown in the dialog; else the dialog closes, unless it gives `false`. */
  act: (data: FormData) => Promise<unknown>;
  destructive?: boolean;
  /** In a panel at the right: for longer forms. */
  wide?: boolean;
  /** Fields whose control is not an input of that name. */
  fields?: readonly string[];
  children?: (errors: Readonly<Record<string, string>>) => ReactNode;
}

/** A short form, or a question, over the page. */
export function FormDialog({ title, description, onClose, action, actionBusy, act, destructive, wide, fields, children }: Props) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const returnFocus = useReturnFocus();
  const [isOpen, setOpen] = useState(true);
  const close = () => setOpen(false);
  const { submit, isBusy, problems } = useSubmit(async (data) => {
    if ((await act(data)) !== false) close();
  }, fields);
  const Frame = wide ? Drawer : Dialog;
  return (
    <Frame
      open={isOpen}
      onOpenChange={(open) => !open && !isBusy && close()}
      onClosed={() => {
        returnFocus();
        onClose();
      }}
      initialFocus={(how) => form.current?.querySelector<HTMLElement>(how === "touch" ? "none" : "input, textarea") ?? cancel.current}
      title={title}
      description={description}
      footer={
        <>
          <Button ref={cancel} onClick={close} disabled={isBusy}>
            Cancel
          </Button>
          <Button type="submit" form={id} variant={destructive ? "destructive" : "primary"} disabled={isBusy}>
            {isBusy ? actionBusy : action}
          </Button>
        </>
      }
    >
      <form ref={form} id={id} method="post" onSubmit={submit} className="grid gap-4">
        {children?.(problems.fields)}
        <FormProblem message={problems.form} />
      </form>
    </Frame>
  );
}
