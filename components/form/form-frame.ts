"use client";

import { createContext, useContext } from "react";

/** What a form in a drawer or a dialog tells that. */
export interface FormReport {
  /** Something in it would be lost. */
  isDirty: boolean;
  isSending: boolean;
}

export const nothingToLose: FormReport = { isDirty: false, isSending: false };

/** The drawer or the dialog around a form. */
export interface FormFrame {
  /** Where the buttons go, once it is drawn. */
  footer: HTMLElement | null;
  report: (report: FormReport) => void;
  /** Closes it; asks first when something would be lost. */
  leave: () => void;
  /** Closes it once the form is sent. */
  finish: () => void;
}

export const FormFrameContext = createContext<FormFrame | null>(null);

/** Null on a page. */
export const useFormFrame = (): FormFrame | null => useContext(FormFrameContext);
