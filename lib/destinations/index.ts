import { email } from "./email/email";
import type { DestinationKind } from "./kind";
import { pagerduty } from "./pagerduty/pagerduty";
import { slack } from "./slack/slack";
import { webhook } from "./webhook/webhook";

/** Every kind of destination. To add one, write its folder and one line here. */
export const kinds: readonly DestinationKind[] = [email, slack, pagerduty, webhook].map((kind) => kind as unknown as DestinationKind);

/** The kind of that name, or null. */
export const kindOf = (name: string): DestinationKind | null => kinds.find((kind) => kind.kind === name) ?? null;
