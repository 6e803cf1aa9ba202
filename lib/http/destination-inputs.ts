import { z } from "zod";
import { kinds } from "../destinations";
import { destinationInput, testInput } from "../domain/destination";

const ofKind = <Schema extends z.ZodObject>(schema: Schema) =>
  kinds.map((kind) => schema.extend({ kind: z.literal(kind.kind), config: kind.schema }).meta({ id: undefined, title: kind.label }));

/** What openapi.json says of a destination's body: one shape for each kind. */
export const destinationInputs = z.union(ofKind(destinationInput));
export const testInputs = z.union(ofKind(testInput));
