"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { type ReactNode, useMemo, useState } from "react";

export interface ComboboxOption {
  value: string;
  label: string;
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface ComboboxProps {
  label: string;
  options: readonly ComboboxOption[];
  placeholder?: string;
  /** What the list says when nothing is found. */
  empty?: ReactNode;
  /** Makes what was typed; the list offers it below what was found. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  help?: ReactNode;
  error?: string;
  disabled?: boolean;
}

/** An option, or the offer to make one. */
export interface ComboboxEntry extends ComboboxOption {
  creates?: string;
}

const createValue = "\u0000create";

const contains = (text: string | undefined, query: string) => text?.toLocaleLowerCase().includes(query) ?? false;

/** Whether an option is offered for what was typed: in its label or its description, in any case. */
export const isFound = (entry: ComboboxEntry, query: string): boolean => {
  const wanted = query.trim().toLocaleLowerCase();
  return entry.creates !== undefined || contains(entry.label, wanted) || contains(entry.description, wanted);
};

/** The options, and the offer to make one of what was typed, unless there is one of that name. */
export function withOffer(
  options: readonly ComboboxOption[],
  query: string,
  createLabel: (text: string) => string = (text) => `Create “${text}”`,
): ComboboxEntry[] {
  const text = query.trim();
  const isKnown = options.some((option) => option.label.toLocaleLowerCase() === text.toLocaleLowerCase());
  return text === "" || isKnown ? [...options] : [...options, { value: createValue, label: createLabel(text), creates: text }];
}

export function useEntries({ options, onCreate, createLabel }: Pick<ComboboxProps, "options" | "onCreate" | "createLabel">) {
  const [query, setQuery] = useState<string | null>(null);
  const entries = onCreate ? withOffer(options, query ?? "", createLabel) : [...options];
  const byValue = useMemo(() => new Map(options.map((option) => [option.value, option])), [options]);
  return {
    items: Base.createItems(entries, { getValue: (entry) => entry.value, getLabel: (entry) => entry.label }),
    filter: isFound,
    query,
    setQuery,
    labelOf: (value: string) => byValue.get(value)?.label ?? value,
    iconOf: (value: string) => byValue.get(value)?.icon,
    /** Makes one if that is what was picked, else goes on. */
    choose(picked: string | null, goOn: () => void) {
      const text = (query ?? "").trim();
      setQuery(null);
      if (picked === createValue) onCreate?.(text);
      else goOn();
    },
  };
}
