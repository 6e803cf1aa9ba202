/** What stands in a masked secret's place, before its last characters. */
export const dots = "••••";

/** Whether a value is a secret as answers show it, or holds one. One that is sent back as it was shown means "unchanged". */
export const isMasked = (value: unknown): value is string => typeof value === "string" && value.includes(dots);

/** What is said of one where a secret is wanted. */
export const maskedWords = "is a masked value; send the real one";
