"use client";

import type { LucideIcon } from "lucide-react";
import { cloneElement, isValidElement, type KeyboardEvent, type ReactElement, type ReactNode, useState } from "react";
import { Button } from "../button";
import { usePart } from "./use-part";

interface Entry {
  label: string;
  icon?: LucideIcon | ReactElement;
  /** Shown under the label; the entry can be reached and not chosen. */
  disabledReason?: string | null;
  destructive?: boolean;
}

export type MenuItem = (Entry & ({ onSelect: () => void; href?: undefined } | { href: string; onSelect?: undefined })) | "separator";

export interface MenuProps {
  /** A Button, or what an icon button shows. */
  trigger: ReactNode;
  /** The name of the menu, and of a trigger that is only an icon. */
  label: string;
  items: readonly MenuItem[];
}

type Trigger = ReactElement<React.ComponentProps<typeof Button>>;

const isButton = (node: ReactNode): node is Trigger => isValidElement(node) && (node.type === Button || node.type === "button");

function toTrigger(trigger: ReactNode, label: string): Trigger {
  if (!isButton(trigger))
    return (
      <Button variant="ghost" size="icon" aria-label={label} title={label}>
        {trigger}
      </Button>
    );
  const isNamed = trigger.props["aria-label"] || trigger.props.size !== "icon";
  return isNamed ? trigger : cloneElement(trigger, { "aria-label": label, title: label });
}

const loadPopup = () => import("./menu-popup").then((module) => module.MenuPopup);

/** Actions behind a button. They load when the button is first reached for. */
export function Menu({ trigger, label, items }: MenuProps) {
  const [Popup, load] = usePart(loadPopup);
  const [isOpened, setOpened] = useState(false);
  const button = toTrigger(trigger, label);
  if (Popup && isOpened) return <Popup trigger={button} label={label} items={items} />;

  const open = () => {
    setOpened(true);
    load();
  };
  return cloneElement(button, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: load,
    onFocus: load,
    onClick: open,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    },
  });
}
