"use client";

import { type KeyboardEvent, useId, useState } from "react";
import { FieldFrame } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useAlertNames } from "@/lib/client/queries/alert-names";
import { findNames } from "./find-names";

interface Props {
  value: string;
  environment: string | null;
  error?: string;
  onChange: (name: string) => void;
}

/** An alert's name; any is taken, those of the last 30 days are offered. */
export function NameInput({ value, environment, error, onChange }: Props) {
  const listId = useId();
  const names = useAlertNames(environment).data?.data ?? [];
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = isOpen ? findNames(names, value) : [];
  const choose = (name: string) => {
    onChange(name);
    setOpen(false);
    setActive(-1);
  };

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Escape" && isOpen) setOpen(false);
    else if (event.key === "Enter" && found[active]) choose(found[active].name);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (isOpen) setActive(found.length === 0 ? -1 : (active + step + found.length) % found.length);
      else setOpen(true);
    } else return;
    event.preventDefault();
  }

  return (
    <FieldFrame label="Name" help="What your code publishes, such as payment:failed." error={error}>
      {({ id, describedBy, invalid }) => (
        <div className="relative">
          <Input
            id={id}
            role="combobox"
            aria-expanded={found.length > 0}
            aria-controls={found.length > 0 ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
            aria-describedby={describedBy}
            aria-invalid={invalid}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            placeholder="payment:failed"
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
              setOpen(true);
              setActive(-1);
            }}
            onClick={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
            className="h-9 font-mono pointer-coarse:h-11"
          />
          {found.length > 0 && (
            <div
              role="listbox"
              id={listId}
              aria-label="Names of the last 30 days"
              className="absolute inset-x-0 top-full z-popover mt-1 max-h-72 overflow-y-auto rounded-lg border bg-popover p-1 text-popover-foreground shadow-lg"
            >
              {found.map(({ name, count }, index) => (
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the active option
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
                <div
                  key={name}
                  role="option"
                  id={`${listId}-${index}`}
                  aria-selected={index === active}
                  // Else the input would lose the focus, and the list close, before the click.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => choose(name)}
                  className="flex min-h-8 cursor-default items-center gap-3 rounded-md px-2 text-sm hover:bg-accent aria-selected:bg-accent pointer-coarse:min-h-11"
                >
                  <span className="min-w-0 flex-1 truncate font-mono text-xs">{name}</span>
                  <span className="text-muted-foreground text-xs tabular-nums">{count.toLocaleString()}</span>
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </FieldFrame>
  );
}
