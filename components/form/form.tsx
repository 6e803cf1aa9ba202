"use client";

import {
  type FormEvent,
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from "react";
import { createPortal } from "react-dom";
import { Button } from "../ui/button";
import { ChangedNotice } from "./changed-notice";
import { nothingToLose, useFormFrame } from "./form-frame";
import { FormProblem } from "./form-problem";
import { holdTyped } from "./typed";
import type { FormState } from "./use-form";

interface Props {
  form: FormState;
  /** What its button says, and while it is at work. */
  action: string;
  busy: string;
  destructive?: boolean;
  /** On a page: its button is as wide as its fields. */
  wide?: boolean;
  /** A further button. */
  beside?: ReactNode;
  /** Leaves it to the API to say what is wrong, where the browser would. */
  noValidate?: boolean;
  children?: ReactNode;
}

const never = () => () => {};

/**
 * A form with its buttons: on a page, or in a FormDialog, which it closes once it is sent. Ctrl+Enter or ⌘Enter sends it from any of its
 * fields; the first one that is wrong gets the focus.
 */
export function Form({ form, action, busy, destructive, wide, beside, noValidate, children }: Props) {
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const frame = useFormFrame();
  const { isDirty, isSending, isBusy, problem, isSignedOut, refusals, saved, hasSent, load, loads } = form;

  const report = frame?.report;
  // Before the next key is heard, which may be Escape.
  useLayoutEffect(() => {
    report?.({ isDirty, isSending });
    return () => report?.(nothingToLose);
  }, [report, isDirty, isSending]);

  useEffect(() => (isDirty || isSending ? holdTyped() : undefined), [isDirty, isSending]);

  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid] :is(input, button)")?.focus();
  }, [refusals]);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    // React hands on what happens in a drawer over this one.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (await form.submit(event.currentTarget)) frame?.finish();
  }

  function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
    if (!event.currentTarget.contains(event.target as Node)) return;
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.requestSubmit();
  }

  // Before the page's script is there, the browser would send the form by itself, and what was typed would be lost.
  const isReady = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const face = {
    type: "submit",
    form: id,
    children: isSending ? busy : action,
    "aria-keyshortcuts": "Control+Enter Meta+Enter",
  } as const;
  return (
    // `post`: should the browser ever send the form by itself, a password is not in the address.
    <form
      ref={element}
      id={id}
      method="post"
      noValidate={noValidate}
      onSubmit={(event) => void submit(event)}
      onKeyDownCapture={sendByKey}
      className="grid grid-cols-1 gap-5"
    >
      {saved !== null && <ChangedNotice id={saved} hasSent={hasSent} load={load} />}
      {/* Drawn anew with what was taken over: some inputs keep their text themselves. */}
      <Fragment key={loads}>{children}</Fragment>
      {!frame && (
        <>
          <FormProblem message={problem} isSignedOut={isSignedOut} />
          <div className={`grid gap-2 ${wide ? "" : "justify-items-start"}`}>
            <Button {...face} {...(wide ? ({ variant: "primary", size: "wide" } as const) : {})} disabled={!isReady || isBusy} />
            {beside}
          </div>
        </>
      )}
      {frame?.footer &&
        createPortal(
          <>
            <FormProblem message={problem} isSignedOut={isSignedOut} />
            {beside && <div className="mr-auto">{beside}</div>}
            <Button onClick={frame.leave} className={beside ? "max-sm:hidden" : ""}>
              Cancel
            </Button>
            <Button {...face} variant={destructive ? "destructive" : "primary"} aria-disabled={isBusy || undefined} />
          </>,
          frame.footer,
        )}
    </form>
  );
}
