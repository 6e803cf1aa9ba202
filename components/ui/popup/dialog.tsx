"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { Button } from "../button";

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** After it has faded out, and the focus is back where it was. */
  onClosed?: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Its buttons, the primary one last. */
  footer?: ReactNode;
  /** What has the focus at first; else the first input of its form has, or the first control, or the first button of the footer. */
  initialFocus?: ComponentProps<typeof Base.Popup>["initialFocus"];
}

const backdropLook =
  "fixed inset-0 z-overlay min-h-dvh bg-backdrop transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

const usable = ":not([type=hidden], [hidden], :disabled, [tabindex='-1'], [aria-hidden])";
const inputs = `[data-body] form :is(input, textarea)${usable}`;
const fields = `[data-body]:not(:has(form)) :is(input, textarea, select, button)${usable}`;

/** What dialogs and drawers hold. The body scrolls, title and footer stay. */
export function DialogFrame({
  open,
  onOpenChange,
  onClosed,
  title,
  description,
  children,
  footer,
  initialFocus,
  look,
}: DialogProps & { look: string }) {
  const popup = useRef<HTMLDivElement>(null);
  // Where there is no keyboard the panel itself has the focus, so that none pops up and covers it.
  const findFirst = () => {
    const panel = popup.current;
    if (window.matchMedia("(pointer: coarse)").matches) return panel;
    return panel?.querySelector<HTMLElement>(`${inputs}, ${fields}`) ?? panel?.querySelector<HTMLElement>("footer button") ?? true;
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} onOpenChangeComplete={(next) => !next && onClosed?.()}>
      <Base.Portal>
        <Base.Backdrop forceRender className={backdropLook} />
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? findFirst}
          className={`fixed z-overlay flex flex-col bg-popover text-popover-foreground shadow-xl outline-none ${look}`}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="font-semibold text-lg tracking-tight [overflow-wrap:anywhere]">{title}</Base.Title>
              {description && (
                <Base.Description render={<div />} className="mt-0.5 text-pretty text-muted-foreground text-sm">
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              render={
                <Button variant="ghost" size="icon" aria-label="Close" className="-mr-1.5">
                  <X aria-hidden="true" className="size-4" />
                </Button>
              }
            />
          </header>
          {children && (
            <div data-body="" className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5">
              {children}
            </div>
          )}
          {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A question, or a short form, in the middle of the page. */
export const Dialog = (props: DialogProps) => (
  <DialogFrame
    {...props}
    look="top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(28rem,calc(100vw-2rem))] -translate-1/2 rounded-xl border transition-[opacity,scale] data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0"
  />
);
