"use client";

import { changeFilters } from "./filters";
import { SearchFrame, searchInputLook } from "./search-frame";
import { TypedFilter } from "./typed-filter";

interface Props {
  label: string;
  placeholder?: string;
  value: string | undefined;
  maxLength: number;
  className: string;
}

/** The words that a list is searched for, `q` in the address. */
export const SearchField = ({ label, placeholder = label, value = "", maxLength, className }: Props) => (
  <SearchFrame className={className}>
    <TypedFilter
      type="search"
      id="search"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={placeholder}
      maxLength={maxLength}
      value={value}
      onCommit={(q) => changeFilters({ q }, "replace")}
      className={searchInputLook}
    />
  </SearchFrame>
);
