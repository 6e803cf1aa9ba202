/** Spans of time in milliseconds. */
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

const [first, last] = [Date.parse("0001-01-01T00:00:00Z"), Date.parse("9999-12-31T23:59:59.999Z")];

/** Whether a time is one that is written with four digits of a year in UTC, and that Postgres takes. */
export const isStorableTime = (time: Date): boolean => time.getTime() >= first && time.getTime() <= last;
