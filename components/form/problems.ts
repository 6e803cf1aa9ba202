import { ApiError } from "@/lib/client/api";
import type { FieldError } from "@/lib/domain/problem";

/** What a form says by itself, as the API would: of the whole, or of its fields. */
export class FormError extends Error {
  readonly errors: readonly FieldError[];

  constructor(message: string, errors: readonly FieldError[] = []) {
    super(message);
    this.errors = errors;
  }
}

/** What is wrong with a form: of the whole, and of each field. What is inside a field is told by the rest of its path; of the field itself, by "". */
export interface Problems {
  form: string | null;
  /** The session has ended: somebody has to sign in before it is sent again. */
  isSignedOut?: boolean;
  fields: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Puts what the API or the form said beside the fields it is about: `channel_ids.2` is about `channel_ids`. What no field takes is the form's. */
export function toProblems(error: unknown, fields: readonly string[]): Problems {
  if (!(error instanceof ApiError || error instanceof FormError)) return { form: "That did not work. Try again.", fields: {} };
  if (error instanceof ApiError && error.code === "not_signed_in")
    return {
      form: "Your session has ended. What you typed stays here: sign in in another tab, then send it again.",
      isSignedOut: true,
      fields: {},
    };
  const placed: Record<string, Record<string, string>> = {};
  const rest: FieldError[] = [];
  for (const each of error.errors) {
    const field = fields.find((name) => each.path === name || each.path.startsWith(`${name}.`));
    if (field === undefined) rest.push(each);
    else placed[field] = { [each.path.slice(field.length + 1)]: each.message, ...placed[field] };
  }
  const isAllPlaced = error.errors.length > 0 && rest.length === 0;
  const isNonePlaced = rest.length === error.errors.length;
  const others = rest.map(({ path, message }) => `${path} ${message}`.trim()).join(". ");
  return { form: isAllPlaced ? null : isNonePlaced ? error.message || others : others, fields: placed };
}
