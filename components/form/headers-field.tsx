"use client";

import { Braces, Plus, X } from "lucide-react";
import { useId, useRef, useState } from "react";
import { isMasked } from "@/lib/domain/masked";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { type HeaderRow, mergeRows, newRow, readHeadersJson } from "./headers-json";
import { HeadersPaste } from "./headers-paste";
import { SecretInput } from "./secret-input";

interface Props {
  label: string;
  help?: string;
  error?: string;
  /** What is wrong with a header, by its name. */
  errorOf: Readonly<Record<string, string>>;
  isSecret: boolean;
  rows: readonly HeaderRow[];
  onChange: (rows: HeaderRow[]) => void;
}

/** Header names and values as rows; a JSON object can be pasted instead. */
export function HeadersField({ label, help, error, errorOf, isSecret, rows, onChange }: Props) {
  const id = useId();
  const [isPasting, setPasting] = useState(false);
  const adder = useRef<HTMLButtonElement>(null);
  /** What had the focus goes away: the next thing gets it. */
  const focusAdder = () => requestAnimationFrame(() => adder.current?.focus());
  const add = (added: readonly HeaderRow[]) => onChange(mergeRows(rows, added));
  const change = (key: number, part: Partial<HeaderRow>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const isNamed = rows.some(({ name }) => errorOf[name.trim()]);
  return (
    <fieldset
      aria-describedby={help ? `${id}-help` : undefined}
      data-invalid={(error && !isNamed) || undefined}
      className="grid min-w-0 gap-2"
    >
      <legend className="float-left mb-1 font-medium text-sm">{label}</legend>
      {rows.length > 0 && (
        <ul className="grid gap-2">
          {rows.map((row, index) => (
            <HeaderEntry
              key={row.key}
              row={row}
              number={index + 1}
              error={errorOf[row.name.trim()]}
              isSecret={isSecret}
              onChange={(part) => change(row.key, part)}
              onPaste={(pasted) =>
                onChange(
                  mergeRows(
                    rows.filter(({ key }) => key !== row.key),
                    pasted,
                  ),
                )
              }
              onRemove={() => {
                onChange(rows.filter(({ key }) => key !== row.key));
                focusAdder();
              }}
            />
          ))}
        </ul>
      )}
      {isPasting ? (
        <HeadersPaste
          onAdd={add}
          onClose={() => {
            setPasting(false);
            focusAdder();
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button ref={adder} size="sm" onClick={() => onChange([...rows, newRow()])}>
            <Plus aria-hidden="true" className="size-3.5" />
            Add header
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setPasting(true)}>
            <Braces aria-hidden="true" className="size-3.5" />
            Paste JSON
          </Button>
        </div>
      )}
      {help && (
        <p id={`${id}-help`} className="text-muted-foreground text-xs">
          {help}
        </p>
      )}
      {error && !isNamed && <p className="text-destructive text-xs">{error}</p>}
    </fieldset>
  );
}

interface EntryProps {
  row: HeaderRow;
  number: number;
  error?: string;
  isSecret: boolean;
  onChange: (part: Partial<HeaderRow>) => void;
  onPaste: (rows: HeaderRow[]) => void;
  onRemove: () => void;
}

function HeaderEntry({ row, number, error, isSecret, onChange, onPaste, onRemove }: EntryProps) {
  const id = useId();
  const described = { describedBy: error ? id : undefined, invalid: error ? (true as const) : undefined };
  const value = { value: row.value, placeholder: "Value", ...described };
  return (
    <li className="grid gap-1">
      <span className="flex items-center gap-2 max-sm:flex-wrap">
        <Input
          aria-label={`Name of header ${number}`}
          aria-describedby={described.describedBy}
          aria-invalid={described.invalid}
          value={row.name}
          // The saved value belongs to this name; under another one it must be given anew.
          readOnly={isMasked(row.value)}
          placeholder="Name"
          autoComplete="off"
          spellCheck={false}
          autoFocus={row.name === "" && row.value === ""}
          onChange={(event) => onChange({ name: event.target.value })}
          onPaste={(event) => {
            const pasted = readHeadersJson(event.clipboardData.getData("text"));
            if (typeof pasted === "string") return;
            event.preventDefault();
            onPaste(pasted);
          }}
          className="h-9 font-mono read-only:bg-muted sm:flex-[2] pointer-coarse:h-11"
        />
        <span className="min-w-0 flex-1 sm:flex-[3]">
          {isSecret ? (
            <SecretInput {...value} label={`value of header ${number}`} onChange={(next) => onChange({ value: next })} />
          ) : (
            <Input
              {...value}
              aria-label={`Value of header ${number}`}
              onChange={(event) => onChange({ value: event.target.value })}
              className="h-9 font-mono pointer-coarse:h-11"
            />
          )}
        </span>
        <Button size="icon" variant="ghost" aria-label={`Remove header ${row.name || number}`} onClick={onRemove}>
          <X aria-hidden="true" className="size-4" />
        </Button>
      </span>
      {error && (
        <p id={id} className="text-destructive text-xs">
          {error}
        </p>
      )}
    </li>
  );
}
