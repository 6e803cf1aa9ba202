"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
}

export function Checkbox({ checked, onCheckedChange, label, help, disabled }: Props) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the checkbox inside
    <label
      className={`flex items-start gap-2 text-sm pointer-coarse:min-h-11 pointer-coarse:items-center ${disabled ? "opacity-60" : "cursor-pointer"}`}
    >
      <Base.Root
        checked={checked}
        onCheckedChange={(next) => onCheckedChange(next)}
        disabled={disabled}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-sm border border-control bg-background transition-colors data-checked:border-primary data-checked:bg-primary data-checked:text-primary-foreground"
      >
        <Base.Indicator>
          <Check aria-hidden="true" strokeWidth={3} className="size-3" />
        </Base.Indicator>
      </Base.Root>
      <span className="grid min-w-0">
        <span>{label}</span>
        {help && <span className="text-muted-foreground text-xs">{help}</span>}
      </span>
    </label>
  );
}
