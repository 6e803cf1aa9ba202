import type { ReactNode } from "react";
import { Button } from "../ui/button";

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; isPlaceholderData: boolean; fetchNextPage: () => unknown };
  /** What stands there once everything is loaded. */
  end?: ReactNode;
}

/** The end of a list that comes in pages. */
export function LoadOlder({ list: { hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage }, end }: Props) {
  if (!hasNextPage && end === undefined) return null;
  return (
    <div className="flex justify-center p-4">
      {hasNextPage ? (
        <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage || isPlaceholderData}>
          {isFetchingNextPage ? "Loading…" : "Load older"}
        </Button>
      ) : (
        end
      )}
    </div>
  );
}
