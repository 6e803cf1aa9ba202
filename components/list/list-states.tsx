"use client";

import type { ReactNode } from "react";
import { ErrorState, StaleNotice } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";

interface Props<Entry> {
  list: { data: Entry[] | undefined; error: Error | null; refetch: () => unknown };
  /** What a screen reader hears while it loads. */
  loading: string;
  empty: ReactNode;
  children: (entries: Entry[]) => ReactNode;
}

/** A list that loads, fails, is empty, or is there. */
export function ListStates<Entry>({ list: { data, error, refetch }, loading, empty, children }: Props<Entry>) {
  const retry = () => void refetch();
  if (!data) return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows label={loading} />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      {data.length === 0 ? empty : children(data)}
    </>
  );
}

/** The environment that something is bound to. */
export const Scope = ({ environment }: { environment: string | null }) => (
  <span className="whitespace-nowrap text-xs">{environment ?? <span className="text-muted-foreground">All environments</span>}</span>
);
