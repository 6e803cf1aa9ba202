/** How the API shows a secret. One that is sent back like this means "unchanged". */
export const isMasked = (value: unknown): value is string => typeof value === "string" && value.startsWith("••••");
