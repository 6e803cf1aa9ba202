import { z } from "zod";
import { type Field, fieldInputs } from "./form-field";

/** A field of a form as the API gives it. */
export const fieldShape = z.object({
  name: z.string(),
  label: z.string(),
  input: z.enum(fieldInputs),
  required: z.boolean(),
  secret: z.boolean().meta({ description: "Kept encrypted and shown masked; of a headers field, every value is secret" }),
  help: z.string().nullable(),
  steps: z
    .object({ title: z.string(), list: z.array(z.string()), link: z.object({ label: z.string(), url: z.string() }) })
    .nullable()
    .meta({ description: "Where to find the value at the vendor" }),
  placeholder: z.string().nullable(),
  initial: z.string().nullable().meta({ description: "What a new form begins with; of an optional field also what leaving it out means" }),
  options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
});

/** A field, with nothing left out. */
export const showField = (field: Field): z.infer<typeof fieldShape> => ({
  name: field.name,
  label: field.label,
  input: field.input,
  required: field.required,
  secret: field.secret ?? false,
  help: field.help ?? null,
  steps: field.steps ? { ...field.steps, list: [...field.steps.list] } : null,
  placeholder: field.placeholder ?? null,
  initial: field.initial ?? null,
  options: field.options ? field.options.map((option) => ({ ...option })) : null,
});
