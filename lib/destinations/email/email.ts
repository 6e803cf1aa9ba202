import { z } from "zod";
import type { Message } from "../../domain/alerts/message";
import { addressField } from "../../domain/email-address";
import { clip, oneLine } from "../../domain/plain-text";
import { headline, problem, subjectLine } from "../alert-text";
import { resultOf } from "../answer";
import type { DestinationKind, Mail } from "../kind";
import { mailOutcomes } from "../mail-outcomes";
import { daySchedule } from "../retry-schedule";
import { emailHtml, emailText } from "./template";

/** CONTRACTS: a subject has at most 200 characters, on one line. */
const maxSubjectLength = 200;

const schema = z.strictObject({ address: addressField("address is required: where the mail goes.") });

type Config = z.infer<typeof schema>;

/** Mails one address, through whichever mailer is configured. */
export const email: DestinationKind<Config> = {
  kind: "email",
  label: "E-mail",
  summary: "Mails one person, or a group through its address.",
  icon: "M3 6h18v12H3zM3 7l9 6 9-6",
  schema,
  fields: [
    {
      name: "address",
      label: "Address",
      input: "email",
      required: true,
      placeholder: "oncall@example.com",
      help: "One address; for several people use a group address, or a destination each.",
    },
  ],
  settings: {},
  outcomes: mailOutcomes,
  retrySeconds: daySchedule,
  concurrency: 8,
  signed: false,
  receiverFields: ["address"],
  verifiedField: "address",
  describe: ({ address }) => address,
  render: (message, config) => JSON.stringify(mailOf(message, config)),
  async send(message, config, io, rendered) {
    try {
      return await io.mail(rendered === null ? mailOf(message, config) : (JSON.parse(rendered) as Mail));
    } catch (cause) {
      return { ...resultOf("internal", { outcomes: mailOutcomes }), cause };
    }
  },
};

/** The subject; within a thread that of its first mail, since some programs begin a new one where it changes. State and severity are in the mail then. */
function subjectOf(message: Message): string {
  const { alert, thread } = message;
  const first = thread?.before && (JSON.parse(thread.before) as Mail).subject;
  if (first) return first;
  const told = problem(message);
  const severity = alert.severity && alert.action === "trigger" && !thread ? `[${alert.severity}] ` : "";
  return clip(oneLine(`${severity}${thread ? subjectLine(message) : headline(message)}${told ? `: ${told}` : ""}`), maxSubjectLength);
}

/** All of a thread answer one mail that was never sent, so that they are one wherever any of them is missing. RFC 5322 3.6.4. */
function threadHeaders({ thread }: Message): Record<string, string> {
  const root = thread && `<${thread.id}.thread@hotline>`;
  return root ? { "In-Reply-To": root, References: root } : {};
}

function mailOf(message: Message, { address }: Config): Mail {
  const { alert } = message;
  return {
    to: address,
    subject: subjectOf(message),
    html: emailHtml(message),
    text: emailText(message),
    // RFC 3834: no out-of-office answers to machines.
    headers: {
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Hotline-Alert": alert.id,
      ...threadHeaders(message),
    },
    tags: { alert: alert.name, ...(alert.environment ? { environment: alert.environment } : {}) },
    idempotencyKey: message.idempotencyKey,
  };
}
