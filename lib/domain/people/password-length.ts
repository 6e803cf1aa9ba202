/** Shortest and longest password, in characters. */
export const passwordLength = { min: 12, max: 200 };
