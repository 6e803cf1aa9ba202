import type { ParsedMoment } from "./integration";

/** The time at which each fixture arrives: 2026-11-22T12:00:00Z. */
export const now = Date.UTC(2026, 10, 22, 12);

/** What a request is to become: moments (each with at least what is named here), nothing but a note, or an error whose reason says so. */
export type Expected = { moments: readonly Partial<ParsedMoment>[]; note?: RegExp } | { note: RegExp } | { error: RegExp };

/** One request of a tool, written by hand to the shape that its documentation gives. */
export interface Fixture {
  title: string;
  /** Where the shape is documented; read 2026-11-22. */
  source: string;
  /** Lower-case names. */
  headers?: Readonly<Record<string, string>>;
  /** JSON, or the text of a form. */
  body: unknown;
  /** How the tool signs it. */
  signed?: {
    secret: string;
    /** The headers that carry the signature; the first one is the one that is asked for. */
    sign(body: string, now: number, secret: string): Readonly<Record<string, string>>;
    /** The scheme has a time, so that an old request is refused. */
    stamped: boolean;
  };
  /** False where nothing in the request tells its repeat from another one like it. */
  numbered?: false;
  expected: Expected;
}

export const minutesAgo = (minutes: number): number => now - minutes * 60_000;
export const iso = (time: number): string => new Date(time).toISOString();
