import { SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { changeAddress } from "./address";

/** That the filters leave nothing of a list, and a way out. `filters`: their names in the address. */
export const NothingFound = ({ title, filters }: { title: string; filters: readonly string[] }) => (
  <EmptyState icon={SearchX} title={title} text="Search for less, or in every environment.">
    <Button onClick={() => changeAddress(Object.fromEntries(filters.map((name) => [name, null])))}>Clear filters</Button>
  </EmptyState>
);
