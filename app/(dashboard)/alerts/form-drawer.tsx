"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { useToast } from "@/components/ui/toast";
import { useSubmit } from "@/components/use-submit";
import { ApiError } from "@/lib/client/api";

export interface FormState<Values> {
  values: Values;
  change: (patch: Partial<Values>) => void;
  /** What the API said of each field. */
  errors: Readonly<Record<string, string>>;
}

interface Props<Values> {
  open: boolean;
  /** Also called with true: when somebody goes on with what they had left unsaved. */
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  initial: Values;
  /** What the form is about, to find again what was left unsaved. */
  draftKey: string;
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

/** What somebody goes on with, by the form's key. */
const drafts = new Map<string, unknown>();

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** A form in a drawer. What was typed is not lost when it is closed by mistake; it is sent once, however often it is pressed. */
export function FormDrawer<Values extends object>(props: Props<Values>) {
  const { open, onOpenChange, title, description, initial, draftKey, fields, saveLabel, save, children } = props;
  const id = useId();
  const { show } = useToast();
  const startWith = () => (drafts.get(draftKey) as Values | undefined) ?? initial;
  const [values, setValues] = useState(startWith);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setValues(startWith());
  }
  const isSaved = useRef(false);
  const { submit, isBusy, problems } = useSubmit(async () => {
    await save(values).catch((error) => {
      throw byField(error);
    });
    isSaved.current = true;
    onOpenChange(false);
  }, fields);
  const isDirty = !isSame(values, initial);
  useLeaveWarning(open && isDirty);

  // However it was closed: by its buttons, by Escape, by Back.
  const isShown = useRef(false);
  useEffect(() => {
    if (open) {
      drafts.delete(draftKey);
      isSaved.current = false;
    } else if (isShown.current && isDirty && !isSaved.current) {
      const goOn = () => {
        drafts.set(draftKey, values);
        onOpenChange(true);
      };
      show({ title: "Your changes were not saved", action: { label: "Go on editing", onClick: goOn } });
    }
    isShown.current = open;
  }, [open, draftKey, isDirty, values, onOpenChange, show]);

  // The first thing that is wrong has the focus, as soon as it is drawn.
  useEffect(() => {
    if (Object.keys(problems.fields).length > 0) document.getElementById(id)?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems, id]);

  const leave = () => !isBusy && onOpenChange(false);

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
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : leave())}
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
          <Button variant="ghost" onClick={leave}>
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
    </Drawer>
  );
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
