const untrusted = "untrusted:";

/** The id of a request whose signature is bad or missing: a name of its own, so that a stranger cannot use up what is signed. */
export const untrustedId = (id: string): string => `${untrusted}${id}`;

/** The sender's own id in such a one; null for what is signed. */
export const ownIdOf = (id: string): string | null => (isUntrustedId(id) ? id.slice(untrusted.length) : null);

/** Whether a sender's own id would be taken for another one's. */
export const isUntrustedId = (id: string): boolean => id.startsWith(untrusted);
