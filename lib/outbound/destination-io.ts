import type { DestinationIo, DestinationKind, Mail } from "../destinations/kind";
import { env } from "../env";
import { createMailer, type Mailer } from "./mail/mailer";
import { outbound } from "./outbound";

/** What one kind may reach for in this process. `capture` keeps a mail in the local mailbox. */
export function destinationIo(
  kind: DestinationKind,
  given: { signingSecrets: readonly string[]; capture: (mail: Mail) => Promise<void> },
): DestinationIo {
  return {
    http: (request) => outbound().request(request),
    mail: (mail) => mailer(given.capture)(mail),
    settings: Object.fromEntries(Object.keys(kind.settings).map((name) => [name, env().kindSettings[name]])),
    signingSecrets: kind.signed ? given.signingSecrets : [],
    now: Date.now,
  };
}

const key = Symbol.for("hotline.mailer");
const shared = globalThis as { [key]?: { mailer: Mailer; capture: (mail: Mail) => Promise<void> } };

/** The mailer of this process, by the operator's settings: its connections are kept. The newest `capture` counts. */
export function mailer(capture: (mail: Mail) => Promise<void>): Mailer {
  const { RESEND_API_KEY, RESEND_BASE_URL, SMTP_URL, MAIL_FROM } = env();
  shared[key] ??= {
    capture,
    mailer: createMailer({
      capture: async (mail) => shared[key]?.capture(mail),
      from: MAIL_FROM,
      resendApiKey: RESEND_API_KEY,
      resendBaseUrl: RESEND_BASE_URL,
      smtpUrl: SMTP_URL,
    }),
  };
  shared[key].capture = capture;
  return shared[key].mailer;
}
