import { z } from "zod";
import { kinds } from "../destinations";
import { destinationInput, testInput } from "../domain/delivering/destination";
import { checkConfig } from "../engine/deliver/config";

const ofKind = <Schema extends z.ZodObject>(schema: Schema) =>
  kinds.map((kind) => schema.extend({ kind: z.literal(kind.kind), config: kind.schema }).meta({ id: undefined, title: kind.label }));

/** What openapi.json says of a destination's body: one shape for each kind. */
export const destinationInputs = z.union(ofKind(destinationInput));
export const testInputs = z.union(ofKind(testInput));

/** Looks into the config also when another field is wrong, so that everything is named at once. */
export const destinationBody = destinationInput.superRefine(
  (input, context) => {
    for (const { path, message } of checkConfig(input)) context.addIssue({ code: "custom", path: [path], message });
  },
  { when: ({ value }) => typeof value === "object" && value !== null },
);
