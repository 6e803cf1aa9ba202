"use client";

import type { FilterValues } from "./filter-query";
import { FilterSelect } from "./filter-select";
import { changeFilters } from "./filters";
import { ranges } from "./time-ranges";

const own = { value: "own", label: "From – to" };

/** A range takes the place of the times; none clears both. */
const choose = (range: string): void => changeFilters({ range, from: null, to: null });

/** The time that a list is narrowed to; times of one's own are one of its options while they are set. */
export const TimeSelect = ({ filters: { range = "", from, to } }: { filters: FilterValues }) =>
  from || to ? (
    <FilterSelect label="time" value={own.value} options={[own, ...ranges]} onChoose={choose} />
  ) : (
    <FilterSelect label="time" value={range} options={ranges} onChoose={choose} />
  );
