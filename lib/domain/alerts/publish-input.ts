import { z } from "zod";
import { findUnstorable, unstorable } from "../json";
import type { FieldError } from "../problem";
import { severities } from "./message";
import { isSystemName, systemContracts } from "./system-names";

/** Longest alert name, in characters. */
export const maxNameLength = 200;
/** Most alerts in one request. */
export const maxBatch = 1000;

const control = /\p{Cc}/u;

export const alertName = z
  .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
  .min(1, "must not be empty")
  .max(maxNameLength, `must have at most ${maxNameLength} characters`)
  .refine((name) => !control.test(name), "must not contain control characters")
  .refine((name) => unstorable(name) === null, "must be valid Unicode text");

const line = (most: number) =>
  z
    .string()
    .min(1, "must not be empty")
    .max(most, `must have at most ${most} characters`)
    .refine((text) => unstorable(text) === null, "must be valid Unicode text without NUL characters");

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** As it came: `z.record` would leave out a key like `__proto__`, which is stored all the same. */
const payload = z
  .custom<Record<string, unknown>>(isObject, "must be a JSON object")
  .meta({ type: "object", override: { type: "object", additionalProperties: true } });

/** One alert as it is published. */
export const publishInput = z
  .object({
    name: alertName.meta({ description: "`category:event` by convention", example: "payment:failed" }),
    payload: payload.nullish().meta({ description: "A JSON object, at most 32 levels deep. Kept verbatim. Null is `{}`." }),
    environment: line(64).nullish().meta({ description: "An environment's slug. Default: the key's own." }),
    dedup_key: line(255).nullish().meta({ description: "What a trigger and its resolve have in common." }),
    action: z.enum(["trigger", "resolve"]).nullish(),
    severity: z.enum(severities).nullish(),
    test: z.boolean().nullish().meta({ description: "true: its source is `test`, and what is sent says that it is a test" }),
  })
  .superRefine(
    (input, context) => {
      const report = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
      if (input.action === "resolve" && (input.dedup_key ?? null) === null) report(["dedup_key"], "is required to resolve");
      const { name } = input;
      const payload = input.payload ?? {};
      if (!isObject(payload)) return;
      const found = findUnstorable(payload, "", 1);
      if (found) report(["payload", ...found.path.split(".").filter(Boolean)], found.message);
      if (typeof name === "string" && isSystemName(name))
        for (const error of checkContract(name, payload)) report(error.path.split("."), error.message);
    },
    // Also when a field is wrong, so that everything is named at once: no field is what its type says then.
    { when: ({ value }) => isObject(value) },
  )
  .meta({ id: "PublishAlert" });

/** What a dry run is asked with. */
export const explainInput = z
  .strictObject({ name: alertName, payload: payload.nullish(), environment: line(64).nullish() })
  .meta({ id: "Explain" });

export type PublishInput = z.infer<typeof publishInput>;

/** Every field of an alert as it is published. */
export const publishFields = Object.keys(publishInput.shape) as readonly (keyof PublishInput)[];

/** What is missing or mistyped in the payload of a system name. */
function checkContract(name: keyof typeof systemContracts, payload: Record<string, unknown>): FieldError[] {
  const { required, optional } = systemContracts[name];
  const errors: FieldError[] = [];
  for (const field of [...required, ...optional]) {
    const value = Object.hasOwn(payload, field) ? payload[field] : undefined;
    const path = `payload.${field}`;
    if (value === undefined || value === null) {
      if ((required as readonly string[]).includes(field)) errors.push({ path, message: `is required for ${name}` });
    } else if (field === "error") {
      if (typeof value !== "string" && (typeof value !== "object" || Array.isArray(value)))
        errors.push({ path, message: "must be a string or an object" });
    } else if (field === "timestamp") {
      if (!isTimestamp(value)) errors.push({ path, message: "must be an ISO 8601 time, or a number of milliseconds" });
    } else if (typeof value !== "string" || value === "") errors.push({ path, message: "must be a non-empty string" });
  }
  return errors;
}

/** JavaScript takes February 30 for March 1. */
function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && month <= 12;
}

function isTimestamp(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "string") return false;
  const [date] = /^\d{4}-\d{2}-\d{2}/.exec(value) ?? [];
  return date !== undefined && isDay(date) && !Number.isNaN(Date.parse(value));
}
