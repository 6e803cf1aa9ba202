import type { OutcomeInfo } from "../domain/delivering/outcome";

const refused = (sentence: string, fix: string): OutcomeInfo => ({ class: "permanent", sentence, fix });
const misconfigured = (sentence: string, fix: string): OutcomeInfo => ({ ...refused(sentence, fix), configuration: true });
const askOperator = "An operator must correct the mail settings.";

/** What mail providers say; the codes are given by the mailer. */
export const mailOutcomes: Readonly<Record<string, OutcomeInfo>> = {
  mail_deferred: { class: "transient", sentence: "The mail server asked to try again later." },
  mail_unreachable: {
    class: "transient",
    sentence: "The mail provider could not be reached, or the connection broke.",
    maybeDelivered: true,
  },
  mail_refused: refused("The mail provider refused the mail; it is not repeated.", "Check the address."),
  mail_auth: {
    class: "suspect",
    configuration: true,
    sentence: "The mail server did not accept Hotline's user name and password.",
    fix: askOperator,
  },
  validation_error: refused(
    "Resend refused the mail as invalid.",
    "Check the address, and that MAIL_FROM is of a domain verified at Resend.",
  ),
  invalid_from_address: misconfigured(
    "Resend refused the sender's address.",
    "An operator must set MAIL_FROM to an address of a verified domain.",
  ),
  invalid_api_key: misconfigured("Resend does not know Hotline's API key.", askOperator),
  restricted_api_key: misconfigured("Hotline's Resend API key may not send this mail.", askOperator),
  invalid_idempotent_request: refused("Resend already took another mail under this delivery's id.", "Replay the alert to send it anew."),
};
