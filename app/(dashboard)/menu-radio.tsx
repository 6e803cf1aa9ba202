"use client";

import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { itemLook } from "@/components/ui/popup/popup";

interface Props<Value extends string> {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
}

/** One of a few within a menu. */
export function MenuRadio<Value extends string>({ label, value, onValueChange, options }: Props<Value>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)}>
      <Menu.GroupLabel className="px-2 pt-1.5 pb-1 text-muted-foreground text-xs">{label}</Menu.GroupLabel>
      {options.map((option) => (
        <Menu.RadioItem key={option.value} value={option.value} className={itemLook}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <Menu.RadioItemIndicator className="shrink-0 text-primary">
            <Check aria-hidden="true" className="size-4" />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
