import { z } from "zod";
import { nameField, textField, timeField, timeShape } from "../fields";
import { isMasked, maskedWords } from "../masked";
import { refusalReasons } from "./refusal";

const future = timeField.refine((time) => time.getTime() > Date.now(), "must be in the future");
const id = textField(64);
/** What the tool signs with; Standard Webhooks' is `whsec_` and base64. */
const secret = textField(512).refine((text): boolean => !isMasked(text), maskedWords);
const mode = z.enum(["enforce", "observe"], "must be enforce or observe");

const integration = textField(64).meta({ description: "custom, datadog, pagerduty …: GET /api/v1/integrations lists them" });

/** Strict, as the patch is: a mistyped expiry would leave a token alive for ever. */
export const webhookInput = z
  .object({
    team_id: id,
    label: nameField,
    integration,
    expires_at: future.nullish(),
    signing_secret: secret.nullish(),
    signature_mode: mode.default("enforce"),
  })
  .strict()
  .meta({ id: "WebhookInput" });

export const webhookPatch = z
  .object({
    team_id: id.meta({ description: "Another team's, that the caller may manage too; the events stay where they were" }),
    label: nameField,
    integration,
    expires_at: future.nullable().meta({ description: "In the future; null: never" }),
    signing_secret: secret.nullable().meta({ description: "Another one; the one before stays valid for old_valid_hours. Null: none" }),
    old_valid_hours: z.number("must be a number").min(0, "must not be negative").max(720, "must be at most 720 (30 days)").default(24),
    signature_mode: mode,
  })
  .partial()
  .strict()
  .meta({ id: "WebhookPatch" });

export const rotateWebhookInput = z
  .strictObject({ old_expires_at: future.meta({ description: "Until then the old token lives" }) })
  .meta({ id: "RotateWebhook" });

export const webhookShape = z
  .object({
    id: z.string(),
    team_id: z.string(),
    label: z.string(),
    integration: z.string(),
    url: z.string().meta({ description: "Whole for API keys of scope admin and in the answer that made it; else its token is masked" }),
    masked_token: z.string(),
    expires_at: timeShape.nullable(),
    expired: z.boolean(),
    signed: z.boolean().meta({ description: "It has a signing secret" }),
    signature_mode: mode,
    replaced_by: z.string().nullable().meta({ description: "The webhook that a rotation made" }),
    replaces: z.string().nullable(),
    last_event_at: timeShape.nullable(),
    may_manage: z.boolean().meta({ description: "Whether the caller may change and reveal it" }),
    created_at: timeShape,
    updated_at: timeShape,
  })
  .meta({ id: "Webhook" });

export type WebhookInput = z.infer<typeof webhookInput>;
export type WebhookPatch = z.infer<typeof webhookPatch>;
export type WebhookShape = z.infer<typeof webhookShape>;

export const webhookCallersShape = z
  .object({
    data: z.array(
      z.object({
        address: z.string(),
        user_agent: z.string(),
        sources: z.array(z.string()).meta({ description: "Of its moments, at most 5" }),
        count: z.number().int(),
        events: z.number().int(),
        repeated: z.number().int().meta({ description: "Repeats of a delivery that made an event before" }),
        refused_expired: z.number().int().meta({ description: "Requests after the token had expired" }),
        refused_other: z.number().int().meta({ description: "Refused for any other reason" }),
        requests_24h: z.number().int().meta({ description: "At least; repeats and what was refused as well" }),
        first_at: timeShape,
        last_at: timeShape,
      }),
    ),
    refusals: z
      .array(
        z.object({
          reason: z.enum(refusalReasons),
          count: z.number().int(),
          last_at: timeShape,
          said: z.string().meta({ description: "What was wrong with them, in words" }),
          cure: z.string().meta({ description: "What whoever set the sender up does about it" }),
        }),
      )
      .meta({ description: "Requests that were refused and made no event, by why; the most recent first" }),
    requests_24h: z.number().int(),
    last_request_at: timeShape.nullable(),
    quiet_since: timeShape.nullable().meta({ description: "Null while it was used within 24 hours" }),
    safe_to_expire: z.boolean(),
  })
  .meta({ id: "WebhookCallers" });
export type WebhookCallersShape = z.infer<typeof webhookCallersShape>;
