"use client";

import type { ReactNode } from "react";
import { Form } from "./form";
import { FormDialog } from "./form-dialog";
import { useForm } from "./use-form";

interface Props {
  title: string;
  description: ReactNode;
  /** Once it is closed and the focus is back where it was. */
  onClose: () => void;
  /** What its button says, and while it is at work. */
  action: string;
  busy: string;
  destructive?: boolean;
  /** Does it. What it throws is shown; giving `false` leaves the question there, as another page is on its way. */
  act: () => Promise<unknown>;
}

/** Asks before something is done. */
export const ConfirmDialog = ({ title, description, onClose, ...question }: Props) => (
  <FormDialog title={title} description={description} onClose={onClose}>
    <Question {...question} />
  </FormDialog>
);

function Question({ act, ...buttons }: Pick<Props, "action" | "busy" | "destructive" | "act">) {
  return <Form form={useForm({ initial: {}, send: act })} {...buttons} />;
}
