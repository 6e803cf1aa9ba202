"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { useSubmit } from "../use-submit";
import { useUnsaved } from "./unsaved";

export interface FormState<Values> {
  values: Values;
  change: (patch: Partial<Values>) => void;
  /** What the API said of each field. */
  errors: Readonly<Record<string, string>>;
}

interface Props<Values> {
  open: boolean;
  /** Also called with true: when the page closes it (Back) while something in it is not saved. */
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  initial: Values;
  /** The fields that the form shows, as the API names them. */
  fields: readonly string[];
  saveLabel: string;
  save: (values: Values) => Promise<unknown>;
  children: (form: FormState<Values>) => ReactNode;
}

/** A list's place is its field's: `channel_ids.2` is about `channel_ids`. */
function byField(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const errors = error.errors.map(({ path, message }) => ({ path: path.split(".")[0] ?? "", message }));
  return new ApiError(error.status, error.code, error.message, errors, error.requestId);
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A form in a drawer. What was typed is not lost when it is closed by mistake; it is sent once, however often it is pressed. */
export function FormDrawer<Values extends object>(props: Props<Values>) {
  const { open, onOpenChange, title, description, initial, fields, saveLabel, save, children } = props;
  const id = useId();
  const [start, setStart] = useState(initial);
  const [values, setValues] = useState(initial);
  // Saved or discarded: until the page has closed it too, what is in it stays as it is.
  const [isLeft, setLeft] = useState(false);
  const [isHeld, setHeld] = useState(open);
  const isDirty = isHeld && !isLeft && !isSame(values, start);
  if (open && !isHeld && !isLeft) {
    setHeld(true);
    setStart(initial);
    setValues(initial);
  }
  if (!open && (isLeft || (isHeld && !isDirty))) {
    setLeft(false);
    setHeld(false);
  }
  const { leave, question } = useUnsaved({ open, onOpenChange, isDirty, onDiscard: () => setLeft(true) });
  const { submit, isBusy, problems } = useSubmit(async () => {
    await save(values).catch((error) => {
      throw byField(error);
    });
    setLeft(true);
    onOpenChange(false);
  }, fields);

  // The first thing that is wrong has the focus, as soon as it is drawn.
  useEffect(() => {
    if (Object.keys(problems.fields).length > 0) document.getElementById(id)?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems, id]);

  const close = () => !isBusy && leave();

  function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
    // React hands on what happens in a drawer over this one.
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.requestSubmit();
  }

  const form: FormState<Values> = {
    values,
    change: (patch) => setValues((before) => ({ ...before, ...patch })),
    errors: problems.fields,
  };
  return (
    <Drawer
      open={(open || isDirty) && !isLeft}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      title={title}
      description={description}
      initialFocus={(how) => (how === "touch" ? true : (document.getElementById(id)?.querySelector("input") ?? true))}
      footer={
        <>
          {problems.form && (
            <p role="alert" className="w-full text-destructive text-sm">
              {problems.form}
            </p>
          )}
          <Button variant="ghost" onClick={close}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={id}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            disabledReason={isBusy ? "Saving…" : null}
          >
            {isBusy ? "Saving…" : saveLabel}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        onSubmit={(event) => event.target === event.currentTarget && void submit(event)}
        onKeyDownCapture={sendByKey}
        className="grid gap-5 pt-1"
      >
        {children(form)}
      </form>
      {question}
    </Drawer>
  );
}
