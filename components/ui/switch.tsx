"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { Tooltip } from "./tooltip";

interface Props {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Its accessible name; what is beside it says it to the eye. */
  label: string;
  /** Why it cannot be changed now. It stays reachable by keyboard, so that the reason can be read. */
  disabledReason?: string | null;
}

export function Switch({ checked, onCheckedChange, label, disabledReason }: Props) {
  return (
    <Tooltip content={disabledReason}>
      <Base.Root
        checked={checked}
        onCheckedChange={(next) => !disabledReason && onCheckedChange(next)}
        readOnly={Boolean(disabledReason)}
        aria-label={label}
        aria-disabled={disabledReason ? true : undefined}
        className="touch-target relative inline-flex h-4.5 w-8 shrink-0 cursor-pointer items-center rounded-full bg-switch p-0.5 transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-50 data-checked:bg-primary"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-switch-thumb shadow-sm transition-[translate] data-checked:translate-x-3.5" />
      </Base.Root>
    </Tooltip>
  );
}
