"use client";

import { ChevronDown, ChevronsUpDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useState } from "react";
import { inputLook } from "./input";
import { usePart } from "./use-part";

/** The browser's own select, in the look of an input. */
export function Select({ className = "", ...props }: ComponentProps<"select">) {
  return (
    <span className={`relative inline-flex min-w-0 items-center ${className}`}>
      <select {...props} className={`${inputLook} h-8 appearance-none truncate pr-7 pointer-coarse:h-11`} />
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute right-2 size-4 text-muted-foreground" />
    </span>
  );
}

export interface SelectMenuProps<Value extends string = string> {
  value: Value | null;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode; description?: string }[];
  /** The accessible name; with `id` of a FieldFrame its label is the name. */
  label: string;
  id?: string;
  describedBy?: string;
  invalid?: true;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}

export const selectTriggerLook = `${inputLook} relative flex h-8 items-center gap-2 text-left aria-disabled:opacity-60 pointer-coarse:h-11`;

export const SelectFace = ({ icon, children, muted }: { icon?: ReactNode; children: ReactNode; muted?: boolean }) => (
  <>
    {icon}
    <span className={`min-w-0 flex-1 truncate ${muted ? "text-muted-foreground" : ""}`}>{children}</span>
    <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
  </>
);

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
