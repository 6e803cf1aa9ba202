import { z } from "zod";
import { parseUrl } from "./url";

/** RFC 5321 4.5.3.1: the name before the `@`, and the whole without the angle brackets that a path has. */
const maxLocalLength = 64;
const maxLength = 254;
const maxDomainLength = 253;

/** RFC 5321 4.1.2: words between dots, or anything printable in quotes; but for angle brackets, which mailers lose. */
const dotString = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const quotedString = /^"(?:[\x20\x21\x23-\x3b\x3d\x3f-\x5b\x5d-\x7e]|\\[\x20-\x3b\x3d\x3f-\x7e])*"$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

const example = "such as oncall@example.com";

/** A domain in ASCII: one in other letters becomes punycode (RFC 5891). Null when it is no host's name with a dot. */
function readDomain(text: string): string | null {
  const isAscii = /^[\x21-\x7e]*$/.test(text);
  const domain = isAscii ? text : /^[\p{L}\p{M}\p{N}.-]+$/u.test(text) ? (parseUrl(`http://${text}`)?.hostname ?? "") : "";
  const labels = domain.split(".");
  const isDomain = labels.length > 1 && domain.length <= maxDomainLength && labels.every((one) => label.test(one));
  return isDomain && !/^\d+$/.test(labels.at(-1) ?? "") ? domain : null;
}

/** The address as it is kept and sent to, or in words what is wrong with it. */
function readAddress(text: string): { address: string } | { problem: string } {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  const domain = readDomain(text.slice(at + 1));
  if (at < 1 || domain === null) return { problem: `must be one e-mail address, ${example}` };
  if (local.length > maxLocalLength) return { problem: `must be an address with at most ${maxLocalLength} characters before the @` };
  if (/[^\x20-\x7e]/.test(local)) return { problem: `must be an address with ASCII alone before the @, ${example}` };
  if (!dotString.test(local) && !quotedString.test(local)) return { problem: `must be one e-mail address, ${example}` };
  const address = `${local}@${domain}`;
  return address.length > maxLength ? { problem: `must be an address with at most ${maxLength} characters` } : { address };
}

/**
 * One e-mail address, whoever writes it: every local part of RFC 5321, in quotes too, at a host's name with a dot. A domain in other letters than ASCII is
 * kept as punycode, so that one mailbox has one address. `missing` is what is said when there is none.
 */
export const addressField = (missing: string) =>
  z
    .string({ error: (issue) => (issue.input === undefined ? missing : "must be an e-mail address") })
    .trim()
    .transform((text, context) => {
      const read = readAddress(text);
      if ("address" in read) return read.address;
      context.addIssue({ code: "custom", message: read.problem });
      return z.NEVER;
    })
    .meta({ format: "idn-email" });

/** A person's address. */
export const emailField = addressField("is required");

/** The address that an account goes by: in lower case. What is no address is nobody's. */
export function accountAddress(text: string): string {
  const parsed = emailField.safeParse(text);
  return (parsed.success ? parsed.data : text.trim()).toLowerCase();
}
