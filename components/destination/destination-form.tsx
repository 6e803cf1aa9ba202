"use client";

import { Send } from "lucide-react";
import { type FormEvent, useEffect, useEffectEvent, useId, useRef } from "react";
import { createPortal } from "react-dom";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/destination";
import { KindIcon } from "../kind-icon";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { KindField } from "./kind-field";
import { TestResult } from "./test-result";
import { useDestinationForm } from "./use-destination-form";

interface Props {
  kind: DestinationKindShape;
  saved: DestinationShape | null;
  taken: readonly string[];
  /** Where its buttons go. */
  footer: HTMLElement | null;
  onOtherKind?: () => void;
  onDirty: (isDirty: boolean) => void;
  onSaved: (destination: DestinationShape) => void;
  onCancel: () => void;
}

/** The form of any kind, drawn from the kind's fields. ⌘Enter or Ctrl+Enter saves from anywhere in it. */
export function DestinationForm({ kind, saved, taken, footer, onOtherKind, onDirty, onSaved, onCancel }: Props) {
  const id = useId();
  const state = useDestinationForm({ kind, saved, taken, onSaved });
  const { form, problem, isDirty, isSaving, isTesting } = state;
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void state.save();
  };
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    void state.save();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  const answer = useRef<HTMLDivElement>(null);
  const result = state.test?.result;
  useEffect(() => {
    if (result) answer.current?.scrollIntoView({ block: "nearest" });
  }, [result]);
  const { onChange: onNameChange, ...name } = form.register("name");
  return (
    <form id={id} noValidate onSubmit={submit} className="grid gap-5">
      <div className="flex items-center gap-3 rounded-md bg-muted/60 px-3 py-2">
        <KindIcon kind={kind.kind} className="size-5" />
        <p className="min-w-0 flex-1">
          <span className="block font-medium text-sm">{kind.label}</span>
          <span className="block text-muted-foreground text-xs">{kind.summary}</span>
        </p>
        {onOtherKind && (
          <Button size="sm" variant="ghost" onClick={onOtherKind}>
            Change kind
          </Button>
        )}
      </div>
      {problem && (
        <p role="alert" className="rounded-md border border-destructive/40 bg-destructive/10 px-3 py-2 text-sm">
          {problem}
        </p>
      )}
      {kind.fields.map((field, index) => (
        <KindField key={field.name} field={field} form={form} isFirst={index === 0 && !saved} />
      ))}
      <Field
        {...name}
        label="Name"
        help="What it is called in subscriptions and in the history."
        error={form.formState.errors.name?.message}
        autoComplete="off"
        maxLength={100}
        onChange={(event) => {
          state.onName();
          form.clearErrors("name");
          void onNameChange(event);
        }}
      />
      <div ref={answer} className="scroll-my-4 empty:hidden">
        {state.test && <TestResult kind={kind} result={state.test.result} isOld={state.test.isOld} />}
      </div>
      {footer &&
        createPortal(
          <>
            <Button onClick={() => void state.sendTest()} aria-disabled={isTesting || isSaving} className="mr-auto">
              <Send aria-hidden="true" className="size-3.5" />
              {isTesting ? "Sending…" : "Send test"}
            </Button>
            <Button variant="ghost" onClick={onCancel} className="max-sm:hidden">
              Cancel
            </Button>
            <Button variant="primary" type="submit" form={id} aria-disabled={isSaving || isTesting} title="⌘Enter">
              {isSaving ? "Saving…" : saved ? "Save changes" : "Create destination"}
            </Button>
          </>,
          footer,
        )}
    </form>
  );
}
