import { kinds } from "../destinations";
import type { DestinationKindShape } from "../destinations/kind-shape";
import { showField } from "../domain/field-shape";
import { env } from "../env";

/** Every kind of destination of this installation, as data: browsers know kinds only by it. */
export const describeKinds = (): DestinationKindShape[] =>
  kinds.map(({ kind, label, summary, icon, fields, signed, verifiedField, retrySeconds, outcomes }) => ({
    kind,
    label,
    summary,
    icon,
    fields: fields.map(showField),
    signed,
    confirmed_field: env().EMAIL_VERIFICATION === "on" ? (verifiedField ?? null) : null,
    retries: { tries: retrySeconds.length + 1, seconds: retrySeconds.reduce((sum, seconds) => sum + seconds, 0) },
    outcomes: Object.fromEntries(
      Object.entries(outcomes).map(([code, { class: of, sentence, fix }]) => [code, { class: of, sentence, ...(fix ? { fix } : {}) }]),
    ),
  }));
