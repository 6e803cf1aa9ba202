"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { FieldFrame } from "../field";
import { inputFrame } from "../input";
import { usePopupPlace } from "../popup/popup";
import { ComboboxList } from "./combobox-list";
import { type ComboboxProps, useEntries } from "./combobox-options";

interface Props extends ComboboxProps {
  value: string[];
  onValueChange: (value: string[]) => void;
}

/** Some of many, found by typing; what is chosen are chips. */
export function MultiCombobox({ value, onValueChange, label, help, error, disabled, placeholder, ...rest }: Props) {
  const { items, filter, query, setQuery, choose, labelOf, iconOf } = useEntries(rest);
  const { place, control } = usePopupPlace();
  return (
    <FieldFrame label={label} help={help} error={error}>
      {({ id, describedBy, invalid }) => (
        <Base.Root
          multiple
          items={items}
          filter={filter}
          value={value}
          onValueChange={(next, details) => {
            // Escape leaves what is around: it does not take away what was chosen.
            if (details.reason === "escape-key") details.allowPropagation();
            else choose(next.find((each) => !value.includes(each)) ?? null, () => onValueChange(next));
          }}
          inputValue={query ?? ""}
          onInputValueChange={setQuery}
          onOpenChange={(open, details) => {
            // Several are chosen in a row.
            if (!open && details.reason === "item-press") details.cancel();
          }}
          autoHighlight
          disabled={disabled}
        >
          <Base.InputGroup
            ref={control}
            className={`${inputFrame} flex min-h-9 cursor-text p-1 focus-within:outline-2 focus-within:outline-ring has-aria-invalid:border-destructive pointer-coarse:min-h-11`}
          >
            <Base.Chips
              aria-label={value.length > 0 ? `Chosen: ${label}` : undefined}
              className="flex w-full min-w-0 flex-wrap items-center gap-1"
            >
              {value.map((each) => (
                <Base.Chip
                  key={each}
                  aria-label={labelOf(each)}
                  aria-description="Press Backspace or Delete to remove"
                  className="flex min-h-6.5 max-w-full items-center gap-1.5 rounded-sm bg-muted pl-1.5 text-foreground text-sm outline-none data-highlighted:bg-primary data-highlighted:text-primary-foreground focus-within:bg-primary focus-within:text-primary-foreground"
                >
                  {iconOf(each)}
                  <span className="truncate">{labelOf(each)}</span>
                  <Base.ChipRemove
                    aria-label={`Remove ${labelOf(each)}`}
                    className="touch-target relative grid size-6 shrink-0 place-items-center rounded-sm opacity-70 transition-opacity hover:opacity-100"
                  >
                    <X aria-hidden="true" className="size-3.5" />
                  </Base.ChipRemove>
                </Base.Chip>
              ))}
              <Base.Input
                id={id}
                aria-labelledby={`${id}-label`}
                aria-describedby={describedBy}
                aria-invalid={invalid}
                aria-description={
                  value.length > 0 ? `${value.length} chosen. From the start of the input, Left Arrow goes to them.` : undefined
                }
                placeholder={value.length > 0 ? "" : placeholder}
                className="h-6.5 min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-muted-foreground"
              />
            </Base.Chips>
          </Base.InputGroup>
          <ComboboxList empty={rest.empty} place={place} />
        </Base.Root>
      )}
    </FieldFrame>
  );
}
