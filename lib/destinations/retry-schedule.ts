const minute = 60;
const hour = 60 * minute;

/** 12 tries in 21 h: Resend forgets an idempotency key at 24 h, and after a day nobody wants the page any more. */
export const daySchedule: readonly number[] = [
  5,
  30,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  5 * hour,
];

/** 14 tries in 76 h: a receiver that broke on Friday evening still gets everything on Monday. */
export const weekendSchedule: readonly number[] = [
  5,
  30,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
  20 * hour,
  28 * hour,
];
