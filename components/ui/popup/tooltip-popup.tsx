"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";

interface Props {
  anchor: HTMLElement;
  onClose: () => void;
  onStay: () => void;
  onLeave: () => void;
  children: ReactNode;
}

export function TooltipPopup({ anchor, onClose, onStay, onLeave, children }: Props) {
  return (
    <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-tooltip">
          <Tooltip.Popup
            aria-hidden="true"
            onPointerEnter={onStay}
            onPointerLeave={onLeave}
            className="max-w-[min(18rem,var(--available-width))] origin-(--transform-origin) text-pretty rounded-md border bg-popover px-2 py-1 text-popover-foreground text-xs shadow-md transition-[opacity,scale] data-starting-style:scale-97 data-starting-style:opacity-0"
          >
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
