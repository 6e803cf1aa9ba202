import { z } from "zod";
import { unstorable } from "./json";
import { plainName } from "./name";
import { isStorableTime } from "./time";

/** A line of text that people write, trimmed; or cleaned otherwise. */
export const textField = (most: number, clean = (text: string) => text.trim()) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? "is required" : "must be a string") })
    .overwrite(clean)
    .min(1, "must not be empty")
    .max(most, `must have at most ${most} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), "must not contain control characters")
    .refine((text) => unstorable(text) === null, "must be valid Unicode text");

/** Names of channels, destinations, subscriptions, people … as they read (record 0034). */
export const nameField = textField(100, plainName);

/** An environment's slug, or null for the whole organization. */
export const environmentField = textField(64)
  .nullish()
  .meta({ description: "An environment's slug; null or left out: the whole organization" });

/** A list of ids, each once. */
export const idsField = z
  .array(z.string("must be an id"), { error: (issue) => (issue.input === undefined ? "is required" : "must be a list of ids") })
  .max(500, "must have at most 500 entries")
  .transform((ids) => [...new Set(ids)]);

/** ISO 8601 with a zone, as a Date. */
export const timeField = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 time, like 2026-11-22T09:30:00Z" })
  .transform((text) => new Date(text))
  .refine(isStorableTime, "must be between the years 1 and 9999 (UTC)");

/** A time in an answer: ISO 8601, UTC, milliseconds. */
export const timeShape = z.iso.datetime();
