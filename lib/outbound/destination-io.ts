import { resultOf } from "../destinations/answer";
import type { DestinationIo, DestinationKind } from "../destinations/kind";
import { env } from "../env";
import { mailer } from "./mail/mailer";
import { held, outbound, type Watching } from "./outbound";

/** What one kind may reach for in this process. */
export function destinationIo(kind: DestinationKind, signingSecrets: readonly string[], watching?: Watching): DestinationIo {
  return {
    http: (request) => outbound().request(request, watching),
    mail: async (mail) => (watching?.isHeld() ? resultOf(held, kind) : mailer()(mail)),
    settings: Object.fromEntries(Object.keys(kind.settings).map((name) => [name, env().kindSettings[name]])),
    signingSecrets: kind.signed ? signingSecrets : [],
    now: Date.now,
  };
}
