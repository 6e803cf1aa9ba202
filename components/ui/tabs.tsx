"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

const tabLook =
  "-mb-px flex h-9 shrink-0 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground text-sm transition-colors -outline-offset-2 hover:text-foreground data-active:border-primary data-active:font-medium data-active:text-foreground pointer-coarse:h-11";

interface Props<Value extends string> {
  value: Value;
  onValueChange: (value: Value) => void;
  tabs: readonly { value: Value; label: ReactNode }[];
  /** The panel of the tab that is open. */
  children: ReactNode;
  label?: string;
}

/** Views of one thing, one at a time. Arrow keys go through the tabs. */
export function Tabs<Value extends string>({ value, onValueChange, tabs, children, label }: Props<Value>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValueChange(next as Value)}>
      <Base.List aria-label={label} activateOnFocus className="flex gap-5 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className={tabLook}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className="pt-4 outline-offset-4">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
