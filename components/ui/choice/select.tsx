"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { inputLook } from "../input";
import { usePart } from "../popup/use-part";
import { SelectFace, type SelectMenuProps, selectTriggerLook } from "./select-face";

/** The browser's own select, in the look of an input. */
export function Select({ className = "", ...props }: ComponentProps<"select">) {
  return (
    <span className={`relative inline-flex min-w-0 items-center ${className}`}>
      <select {...props} className={`${inputLook} h-8 appearance-none truncate pr-7 pointer-coarse:h-11`} />
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute right-2 size-4 text-muted-foreground" />
    </span>
  );
}

const loadPopup = () => import("./select-popup").then((module) => module.SelectPopup);

/** A select whose options have icons or descriptions. Until it is first opened it is a button; its list loads then. */
export function SelectMenu<Value extends string>(props: SelectMenuProps<Value>) {
  const { value, options, label, id, describedBy, invalid, placeholder = "Choose…", disabled, className = "" } = props;
  const [Popup, load] = usePart(loadPopup);
  const [isOpened, setOpened] = useState(false);
  if (Popup && isOpened) return <Popup {...(props as unknown as SelectMenuProps)} />;

  const selected = options.find((option) => option.value === value);
  const open = () => {
    setOpened(true);
    load();
  };
  return (
    <button
      type="button"
      role="combobox"
      id={id}
      disabled={disabled}
      aria-haspopup="listbox"
      aria-expanded={false}
      aria-controls={undefined}
      aria-label={id ? undefined : label}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onPointerEnter={load}
      onFocus={load}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        open();
      }}
      className={`${selectTriggerLook} ${className}`}
    >
      <SelectFace icon={selected?.icon} muted={!selected}>
        {selected?.label ?? placeholder}
      </SelectFace>
    </button>
  );
}
