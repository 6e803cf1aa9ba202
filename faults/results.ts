import type { machine } from "./machine";
import type { Found, Size } from "./suite";

/** What came of a suite when it was run last in full. */
export interface Run extends Found {
  promise: string;
  size: Size;
  seed: number;
  seconds: number;
  /** A date, as 2026-11-28. */
  at: string;
  machine: typeof machine;
}

/** What faults/results.json holds: each suite by its name; of one that was never run in full, its promise alone. */
export interface Results {
  suites: Record<string, Run | Pick<Run, "promise">>;
}
