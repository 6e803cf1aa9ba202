import type { DestinationIo, DestinationKind } from "../destinations/kind";
import { env } from "../env";
import { mailer } from "./mail/mailer";
import { outbound } from "./outbound";

/** What one kind may reach for in this process. */
export function destinationIo(kind: DestinationKind, signingSecrets: readonly string[]): DestinationIo {
  return {
    http: (request) => outbound().request(request),
    mail: (mail) => mailer()(mail),
    settings: Object.fromEntries(Object.keys(kind.settings).map((name) => [name, env().kindSettings[name]])),
    signingSecrets: kind.signed ? signingSecrets : [],
    now: Date.now,
  };
}
