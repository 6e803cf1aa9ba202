"use client";

export interface ToastContent {
  title: string;
  description?: string;
  tone?: "success" | "error" | "plain";
  action?: { label: string; onClick: () => void };
  timeoutMs?: number;
}

/** Time to read, and to reach the button of those that have one. */
const timeoutMs = 5_000;
const actionTimeoutMs = 8_000;

const waiting: ToastContent[] = [];
let deliver: (() => void) | undefined;

/** Shows a toast; it waits for the code that draws it. */
function show(toast: ToastContent): void {
  waiting.push({ timeoutMs: toast.action ? actionTimeoutMs : timeoutMs, ...toast });
  deliver?.();
}

/** Calls `load` once a toast waits, unless there is who takes it. */
export function awaitToasts(load: () => void): void {
  deliver ??= load;
  if (waiting.length > 0) deliver();
}

/** Takes what waits, from now on as soon as it is shown. */
export function takeToasts(take: (toast: ToastContent) => void): void {
  deliver = () => {
    for (const toast of waiting.splice(0)) take(toast);
  };
  deliver();
}

const toasts = { show };

/** `show` puts a toast on the screen; it is announced politely, an error at once. */
export const useToast = (): typeof toasts => toasts;

interface Undoable {
  /** What happened: "Paused #ops". */
  title: string;
  perform: () => unknown;
  undo: () => unknown;
}

async function attempt(act: () => unknown, failed: string): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    show({ tone: "error", title: failed, description: error instanceof Error ? error.message : undefined });
    return false;
  }
}

async function undoable({ title, perform, undo }: Undoable): Promise<void> {
  if (!(await attempt(perform, "That did not work"))) return;
  show({ title, action: { label: "Undo", onClick: () => void attempt(undo, "This could not be undone") } });
}

const undos = { undoable };

/** `undoable` does something at once and offers to take it back; it says so when either fails, and never throws. */
export const useUndo = (): typeof undos => undos;
