import type { IdPrefix } from "../../domain/id";

/** What an action's first word is about: its id's prefix. */
const prefixes: Readonly<Record<string, IdPrefix>> = {
  alert: "alert",
  api_key: "key",
  channel: "chan",
  credential: "cred",
  deliveries: "org",
  delivery: "dlv",
  destination: "dest",
  environment: "env",
  event: "event",
  events: "org",
  invitation: "inv",
  member: "user",
  organization: "org",
  subscription: "sub",
  team: "team",
  webhook: "hook",
  user: "user",
};

/** The first word of an action: `destination` of `destination.updated`. */
export const nounOf = (action: string): string => action.split(".", 1)[0] ?? "";

export const subjectPrefix = (action: string): IdPrefix => prefixes[nounOf(action)] ?? "org";
