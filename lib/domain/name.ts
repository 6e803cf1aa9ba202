/** Characters that show nothing, and those that turn the direction of what follows. */
const unseen = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Joiners beside ASCII join nothing; emoji, and the scripts of Iran and India, are written with them. */
const idleJoiners = /(?<=^|[ -~])[\u200c\u200d]+|[\u200c\u200d]+(?=[ -~]|$)/g;

/** A name as it reads: composed, each blank a single space, trimmed, without what cannot be seen. */
export const plainName = (name: string): string =>
  name
    .normalize("NFC")
    .replace(unseen, "")
    .replace(idleJoiners, "")
    .replace(/\p{Zs}+/gu, " ")
    .trim();

/** What two names have in common that a person takes for one another: case, width, ligatures and joiners make no difference. */
export const nameKey = (name: string): string =>
  plainName(name)
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase();
