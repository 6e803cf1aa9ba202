"use client";

import { Select } from "../ui/choice/select";

export interface Option {
  value: string;
  label: string;
}

interface Props {
  /** A word: "Any …" comes before it. */
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
}

/** A filter of a list; one that the address names and nobody knows is shown as it is. */
export function FilterSelect({ label, value, options, onChoose }: Props) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={`${label.charAt(0).toUpperCase()}${label.slice(1)}`}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      className="xl:w-40"
    >
      <option value="">Any {label.toLowerCase()}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
