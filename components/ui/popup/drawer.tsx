"use client";

import { DialogFrame, type DialogProps } from "./dialog";

/** A panel at the right for forms and details; on phones it is the whole screen. */
export const Drawer = (props: DialogProps) => (
  <DialogFrame
    {...props}
    look="inset-y-0 right-0 h-dvh w-full transition-[translate,opacity] duration-slow ease-out data-ending-style:translate-x-8 data-ending-style:opacity-0 data-starting-style:translate-x-8 data-starting-style:opacity-0 sm:w-[min(33rem,100vw)] sm:border-l"
  />
);
