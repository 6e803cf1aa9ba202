"use client";

import { Select } from "@/components/ui/select";
import { useChannels } from "@/lib/client/queries/channels";
import { useEnvironments } from "@/lib/client/queries/environments";
import type { FilterName, Filters } from "./filters";

interface Props {
  filters: Filters;
  setFilter: (name: FilterName, value: string | null) => void;
  className: string;
}

interface Option {
  value: string;
  label: string;
}

const statuses: Option[] = [
  { value: "failed", label: "Failed" },
  { value: "pending", label: "Pending" },
  { value: "sent", label: "Sent" },
  { value: "skipped", label: "Skipped" },
  { value: "none", label: "No deliveries" },
];

export function FilterSelects({ filters, setFilter, className }: Props) {
  const environments = useEnvironments().data?.map(({ slug, name }) => ({ value: slug, label: name }));
  const channels = useChannels().data?.map(({ id, name }) => ({ value: id, label: name }));
  const one = (name: FilterName, label: string, options: Option[] = [], className = "") => (
    <FilterSelect
      label={label}
      value={filters[name] ?? ""}
      options={options}
      onChoose={(value) => setFilter(name, value)}
      className={className}
    />
  );
  return (
    <div className={`grid w-full grid-cols-2 gap-2 sm:grid-cols-3 lg:flex lg:w-auto ${className}`}>
      {one("environment", "environment", environments)}
      {one("status", "status", statuses)}
      {one("channel", "channel", channels, "max-sm:col-span-2")}
    </div>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: Option[];
  onChoose: (value: string) => void;
  className: string;
}

function FilterSelect({ label, value, options, onChoose, className }: SelectProps) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={`${label.charAt(0).toUpperCase()}${label.slice(1)}`}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      className={`lg:w-40 ${className}`}
    >
      <option value="">Any {label}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}
