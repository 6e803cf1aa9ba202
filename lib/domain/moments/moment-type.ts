/** What a moment can be, most urgent first. */
export const momentTypes = ["page", "incident", "alert", "near-miss"] as const;
export type MomentType = (typeof momentTypes)[number];

/** Longest name of a moment, in characters. */
export const maxMomentName = 70;
