"use client";

import { Toast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useEffect } from "react";
import { buttonLook } from "../button";
import { type ToastContent, takeToasts } from "./toast";

const manager = Toast.createToastManager();

function add({ title, description, tone = "plain", action, timeoutMs }: ToastContent): void {
  const press = action && {
    children: action.label,
    onClick: () => {
      manager.close(id);
      action.onClick();
    },
  };
  const id = manager.add({
    title,
    description,
    type: tone,
    timeout: timeoutMs,
    priority: "low",
    actionProps: press,
  });
}

/** Screen readers announce what is put into a live region that they know already. */
const regionSettlesMs = 80;

export function Toaster() {
  useEffect(() => {
    const timer = setTimeout(() => takeToasts(add), regionSettlesMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-3 bottom-3 z-toast outline-none transition-[bottom] sm:right-5 sm:bottom-5 sm:left-auto sm:w-90 print:hidden [body:has([role=dialog]>footer)_&]:bottom-20">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

const icons = {
  success: <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />,
  error: <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-destructive" />,
  plain: null,
};

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={["down", "right"]}
      className="toast rounded-lg border bg-popover text-popover-foreground shadow-lg"
    >
      <Toast.Content className="flex items-start gap-2.5 overflow-hidden py-2.5 pr-2 pl-3 transition-opacity data-behind:opacity-0 data-expanded:opacity-100">
        {icons[(toast.type ?? "plain") as keyof typeof icons]}
        <div className="min-w-0 flex-1 py-0.5">
          <Toast.Title className="font-medium text-sm [overflow-wrap:anywhere]" />
          <Toast.Description className="mt-0.5 text-muted-foreground text-sm [overflow-wrap:anywhere]" />
        </div>
        <Toast.Action className={buttonLook("outline", "sm")} />
        <Toast.Close aria-label="Dismiss" className={buttonLook("ghost", "icon")}>
          <X aria-hidden="true" className="size-3.5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
