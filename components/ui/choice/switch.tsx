"use client";

import { Tooltip } from "../popup/tooltip";

interface Props {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Its accessible name; what is beside it says it to the eye. */
  label: string;
  /** Why it cannot be changed now. It stays reachable by keyboard, so that the reason can be read. */
  disabledReason?: string | null;
}

/** The browser's own button as a switch: the library's costs 10 KB on each list that has one. */
export function Switch({ checked, onCheckedChange, label, disabledReason }: Props) {
  return (
    <Tooltip content={disabledReason}>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        aria-disabled={disabledReason ? true : undefined}
        onClick={() => !disabledReason && onCheckedChange(!checked)}
        className="group touch-target relative inline-flex h-4.5 w-8 shrink-0 cursor-pointer items-center rounded-full bg-switch p-0.5 transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-50 aria-checked:bg-primary"
      >
        <span className="size-3.5 rounded-full bg-switch-thumb shadow-sm transition-[translate] group-aria-checked:translate-x-3.5" />
      </button>
    </Tooltip>
  );
}
