import { email } from "./email";
import type { DestinationKind } from "./kind";
import { pagerduty } from "./pagerduty";
import { slack } from "./slack";
import { webhook } from "./webhook";

/** Every kind of destination. To add one, write its file and one line here. */
export const kinds: readonly DestinationKind[] = [email, slack, pagerduty, webhook].map((kind) => kind as unknown as DestinationKind);

/** The kind of that name, or null. */
export const kindOf = (name: string): DestinationKind | null => kinds.find((kind) => kind.kind === name) ?? null;
