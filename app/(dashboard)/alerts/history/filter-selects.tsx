"use client";

import { FilterSelect, type Option } from "@/components/filter-select";
import { ranges } from "@/components/time-ranges";
import { useChannels } from "@/lib/client/queries/channels";
import { useEnvironments } from "@/lib/client/queries/environments";
import { type FilterName, type Filters, statuses } from "./filter-query";
import { setFilter } from "./filters";

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
