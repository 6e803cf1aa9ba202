/** How many oddities of a request are told in words. */
const maxTold = 5;

/** What was odd in a body that was read all the same, for the note on its event. */
export interface Oddities {
  /** `what` is a sentence, or nothing odd. */
  tell(what: string | null): void;
  /** All of it in words; null when nothing was odd. */
  note(): string | null;
}

export function newOddities(): Oddities {
  const told = new Set<string>();
  let left = 0;
  return {
    tell(what) {
      if (what === null) return;
      if (told.size < maxTold) told.add(what);
      else if (!told.has(what)) left++;
    },
    note() {
      if (told.size === 0) return null;
      return [...told, ...(left > 0 ? [`And ${left} more of this kind.`] : [])].join(" ");
    },
  };
}

/** The notes of an event, as one; in the form that `Parsed` has them. */
export function notes(...all: readonly (string | null | undefined)[]): { note?: string } {
  const note = all.filter(Boolean).join(" ");
  return note === "" ? {} : { note };
}
