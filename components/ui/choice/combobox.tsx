"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronsUpDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { FieldFrame } from "../field";
import { inputLook } from "../input";
import { usePopupPlace } from "../popup/popup";
import { ComboboxList } from "./combobox-list";
import { type ComboboxProps, useEntries } from "./combobox-options";

interface Props extends ComboboxProps {
  value: string | null;
  onValueChange: (value: string | null) => void;
}

/** One of many, found by typing. */
export function Combobox({ value, onValueChange, label, help, error, disabled, placeholder, ...rest }: Props) {
  const { items, filter, query, setQuery, choose, labelOf } = useEntries(rest);
  const { place, control } = usePopupPlace();
  const input = useRef<HTMLInputElement>(null);
  const chosen = value === null ? "" : labelOf(value);
  // What is typed next takes the place of what is chosen, also of what came when somebody was in the field already.
  useEffect(() => {
    if (query === null && chosen !== "" && document.activeElement === input.current) input.current?.select();
  }, [query, chosen]);
  return (
    <FieldFrame label={label} help={help} error={error}>
      {({ id, describedBy, invalid }) => (
        <Base.Root
          items={items}
          filter={filter}
          value={value}
          onValueChange={(next, details) => {
            // Escape leaves what is around: it does not take away what was chosen.
            if (details.reason === "escape-key") details.allowPropagation();
            else choose(next, () => onValueChange(next));
          }}
          inputValue={query ?? chosen}
          onInputValueChange={(text, { reason }) => setQuery(reason === "input-change" || reason === "input-clear" ? text : null)}
          onOpenChange={(open) => !open && setQuery(null)}
          autoHighlight
          disabled={disabled}
        >
          <Base.InputGroup ref={control} className="relative">
            <Base.Input
              ref={input}
              id={id}
              aria-labelledby={`${id}-label`}
              aria-describedby={describedBy}
              aria-invalid={invalid}
              placeholder={placeholder}
              onClick={(event) => query === null && event.currentTarget.select()}
              className={`${inputLook} h-9 pr-8 pointer-coarse:h-11`}
            />
            <Base.Trigger
              aria-label={`Show all: ${label}`}
              tabIndex={-1}
              className="absolute inset-y-0 right-0 grid w-8 place-items-center"
            >
              <ChevronsUpDown aria-hidden="true" className="size-4 text-muted-foreground" />
            </Base.Trigger>
          </Base.InputGroup>
          <ComboboxList empty={rest.empty} place={place} />
        </Base.Root>
      )}
    </FieldFrame>
  );
}

export { MultiCombobox } from "./multi-combobox";
