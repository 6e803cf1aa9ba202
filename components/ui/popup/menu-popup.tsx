"use client";

import { Menu } from "@base-ui/react/menu";
import Link from "next/link";
import { createElement, isValidElement, type ReactElement } from "react";
import type { MenuItem, MenuProps } from "./menu";
import { itemLook, popupLook, usePopupPlace } from "./popup";

/** The menu proper; it mounts open, as it loads when somebody opens it. */
export function MenuPopup({ trigger, label, items }: Omit<MenuProps, "trigger"> & { trigger: ReactElement }) {
  const { place, control } = usePopupPlace();
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger ref={control} render={trigger} />
      <Menu.Portal container={place}>
        <Menu.Positioner align="end" sideOffset={4} collisionPadding={8} className="z-popover outline-none">
          <Menu.Popup aria-label={label} className={`${popupLook} min-w-44`}>
            {items.map((item, index) =>
              item === "separator" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: separators have nothing else
                <Menu.Separator key={index} className="mx-1 my-1 h-px bg-border" />
              ) : (
                <MenuEntry key={item.label} item={item} />
              ),
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function MenuEntry({ item }: { item: Exclude<MenuItem, "separator"> }) {
  const { label, icon, disabledReason, destructive } = item;
  const look = `${itemLook} ${destructive && !disabledReason ? "text-destructive" : ""}`;
  const face = (
    <>
      {icon && <span className="shrink-0 text-muted-foreground">{isValidElement(icon) ? icon : drawIcon(icon)}</span>}
      <span className="grid min-w-0 max-w-64">
        <span className="truncate">{label}</span>
        {disabledReason && <span className="text-pretty text-muted-foreground text-xs">{disabledReason}</span>}
      </span>
    </>
  );
  if (item.href !== undefined && !disabledReason)
    return (
      <Menu.LinkItem render={<Link href={item.href} />} closeOnClick label={label} className={look}>
        {face}
      </Menu.LinkItem>
    );
  return (
    <Menu.Item onClick={item.onSelect} disabled={Boolean(disabledReason)} label={label} className={look}>
      {face}
    </Menu.Item>
  );
}

const drawIcon = (icon: Exclude<Exclude<MenuItem, "separator">["icon"], ReactElement | undefined>) =>
  createElement(icon, { "aria-hidden": true, className: "size-4" });
