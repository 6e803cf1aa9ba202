/** Why Hotline switches a destination off by itself. */
const sentences: Readonly<Record<string, string>> = {
  http_410: "Its receiver answered that it is gone.",
  refused_repeatedly: "Its receiver refused several alerts because of the destination's settings, and took none within a day.",
  failing_for_days: "Nothing could be delivered to it for five days.",
};

/** The reason as a sentence; one that is no code of ours is shown as it is. */
export const sayDisabledReason = (reason: string): string => sentences[reason] ?? reason;
