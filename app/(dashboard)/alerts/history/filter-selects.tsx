"use client";

import { Select } from "@/components/ui/select";
import { useChannels } from "@/lib/client/queries/channels";
import { useEnvironments } from "@/lib/client/queries/environments";
import { type FilterName, type Filters, ranges, statuses } from "./filter-query";
import { setFilter } from "./filters";

interface Option {
  value: string;
  label: string;
}

export function FilterSelects({ filters, className }: { filters: Filters; className: string }) {
  const environments = useEnvironments().data?.map(({ slug, name }) => ({ value: slug, label: name }));
  const channels = useChannels().data?.map(({ id, name }) => ({ value: id, label: name }));
  const one = (name: FilterName, label: string, options: readonly Option[] = []) => (
    <FilterSelect label={label} value={filters[name] ?? ""} options={options} onChoose={(value) => setFilter(name, value)} />
  );
  return (
    <div className={`grid w-full grid-cols-2 gap-2 md:grid-cols-4 xl:flex xl:w-auto ${className}`}>
      {one("environment", "environment", environments)}
      {one("status", "status", statuses)}
      {one("channel", "channel", channels)}
      {filters.from || filters.to ? (
        <FilterSelect label="time" value="own" options={[{ value: "own", label: "From – to" }, ...ranges]} onChoose={chooseRange} />
      ) : (
        one("range", "time", ranges)
      )}
    </div>
  );
}

/** A range takes the place of the times; none clears both. */
function chooseRange(value: string): void {
  if (value !== "") setFilter("range", value);
  else {
    setFilter("from", null);
    setFilter("to", null, "type");
  }
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
}

function FilterSelect({ label, value, options, onChoose }: SelectProps) {
  const isKnown = value === "" || options.some((option) => option.value === value);
  return (
    <Select
      aria-label={`${label.charAt(0).toUpperCase()}${label.slice(1)}`}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
      className="xl:w-40"
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
