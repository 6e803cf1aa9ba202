import { z } from "zod";
import { fieldShape } from "../field-shape";
import { timeShape } from "../fields";

/** An integration as data: what a form and a list need of it. */
export const integrationShape = z
  .object({
    integration: z.string(),
    label: z.string(),
    summary: z.string(),
    icon: z.string().meta({ description: "The d of an SVG path in a 24 × 24 box, drawn with a 1.5 px stroke" }),
    setup: z.object({
      steps: z.array(z.string()),
      link: z.object({ label: z.string(), url: z.string() }),
      template: z.object({ label: z.string(), text: z.string() }).nullable(),
    }),
    signature: z.object({ header: z.string(), help: z.string() }).nullable().meta({ description: "Null: the tool signs nothing" }),
    contact: z
      .object({ fields: z.array(fieldShape), enriches: z.boolean().meta({ description: "Hotline asks for more about a new moment" }) })
      .nullable()
      .meta({ description: "What Hotline needs in order to contact the tool; null: it does not" }),
    counts_24h: z.object({
      events: z.number().int(),
      error_events: z.number().int(),
      errors: z.number().int().meta({ description: "Problems when Hotline contacted the tool" }),
    }),
  })
  .meta({ id: "Integration" });
export type IntegrationShape = z.infer<typeof integrationShape>;

export const integrationErrorShape = z
  .object({
    id: z.string(),
    integration: z.string(),
    credential_id: z.string().nullable(),
    team: z.object({ id: z.string(), name: z.string() }).nullable(),
    operation: z.enum(["check", "enrich"]),
    moment_id: z.string().nullable().meta({ description: "The moment that it was about; of several in a row, the last one" }),
    outcome: z.string(),
    status_code: z.number().int().nullable(),
    error: z.string(),
    fix: z.string().nullable(),
    count: z.number().int().meta({ description: "How often in a row" }),
    last_at: timeShape,
    created_at: timeShape,
  })
  .meta({ id: "IntegrationError" });
export type IntegrationErrorShape = z.infer<typeof integrationErrorShape>;
