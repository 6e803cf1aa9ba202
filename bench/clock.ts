/** Milliseconds on a clock that every process of this machine shares and that nobody sets (CLOCK_MONOTONIC). */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6;
