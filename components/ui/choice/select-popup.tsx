"use client";

import { Select } from "@base-ui/react/select";
import { Check } from "lucide-react";
import { itemLook, popupLook, usePopupPlace } from "../popup/popup";
import { SelectFace, type SelectMenuProps, selectTriggerLook } from "./select-face";

/** The select proper; it mounts open, as it loads when somebody opens it. */
export function SelectPopup(props: SelectMenuProps) {
  const { value, onValueChange, options, label, id, describedBy, invalid, placeholder = "Choose…", disabled, className = "" } = props;
  const { place, control } = usePopupPlace();
  const selected = options.find((option) => option.value === value);
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      disabled={disabled}
      defaultOpen
    >
      <Select.Trigger
        ref={control}
        id={id}
        aria-label={id ? undefined : label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        className={`${selectTriggerLook} ${className}`}
      >
        <SelectFace icon={selected?.icon} muted={!selected}>
          {selected?.label ?? placeholder}
        </SelectFace>
      </Select.Trigger>
      <Select.Portal container={place}>
        <Select.Positioner alignItemWithTrigger={false} sideOffset={4} collisionPadding={8} className="z-popover outline-none">
          <Select.Popup className={`${popupLook} min-w-(--anchor-width)`}>
            <Select.List aria-label={label}>
              {options.map((option) => (
                <Select.Item key={option.value} value={option.value} className={itemLook}>
                  {option.icon}
                  <span className="grid min-w-0 flex-1">
                    <Select.ItemText className="truncate">{option.label}</Select.ItemText>
                    {option.description && <span className="text-pretty text-muted-foreground text-xs">{option.description}</span>}
                  </span>
                  <Select.ItemIndicator className="shrink-0 text-primary">
                    <Check aria-hidden="true" className="size-4" />
                  </Select.ItemIndicator>
                </Select.Item>
              ))}
            </Select.List>
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
