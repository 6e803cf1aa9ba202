"use client";

import type { FilterValues } from "./filter-query";
import { FilterSelect, type Option } from "./filter-select";
import { changeFilters } from "./filters";

interface Props<Name extends string> {
  name: Name;
  label: string;
  filters: FilterValues<Name>;
  /** Undefined while they load. */
  options: readonly Option[] | undefined;
}

/** A filter of which one value is chosen, or none. */
export const ChoiceFilter = <Name extends string>({ name, label, filters, options = [] }: Props<Name>) => (
  <FilterSelect label={label} value={filters[name] ?? ""} options={options} onChoose={(value) => changeFilters({ [name]: value })} />
);
