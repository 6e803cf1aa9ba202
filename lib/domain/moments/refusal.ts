interface Refusal {
  /** Behind "3 requests". */
  said: string;
  /** What whoever set the sender up does. */
  cure: string;
}

/** Why a request to a webhook's own URL made no event and was refused, and what helps. */
export const refusals = {
  expired: {
    said: "came after the token had expired",
    cure: "Give the sender the new URL, or the webhook a later expiry.",
  },
  method: {
    said: "had another method than POST",
    cure: "Choose POST where the sender asks for a method.",
  },
  path: {
    said: "went to a path below the URL that there is not",
    cure: "Paste the URL as it is shown here; nothing but an integration's name may follow it.",
  },
  too_large: {
    said: "had a body of more than 256 KiB",
    cure: "Have the sender send less at once: smaller groups, or fewer fields. Alertmanager has max_alerts for it.",
  },
  too_many: {
    said: "came faster than one token may send",
    cure: "Have the sender group what it sends, or wait for Retry-After; an operator can raise MOMENTS_PER_SECOND.",
  },
  incomplete: {
    said: "broke off before the whole body was here",
    cure: "Look for a time-out or a size limit of the sender's, or of a proxy between it and Hotline.",
  },
  not_stored: {
    said: "could not be stored: the database did not answer",
    cure: "Nothing is wrong with the sender. What it did not send again is lost; an operator finds the reason in Hotline's log.",
  },
} as const satisfies Record<string, Refusal>;

export type RefusalReason = keyof typeof refusals;

export const refusalReasons = Object.keys(refusals) as [RefusalReason, ...RefusalReason[]];

export const isRefusal = (reason: string): reason is RefusalReason => Object.hasOwn(refusals, reason);
