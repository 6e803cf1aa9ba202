import { SearchX } from "lucide-react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";

/** That the filters leave nothing of a list, and a way out. */
export const NoMatch = ({ title, text, onClear }: { title: string; text: string; onClear: () => void }) => (
  <EmptyState icon={SearchX} title={title} text={text}>
    <Button onClick={onClear}>Clear filters</Button>
  </EmptyState>
);
