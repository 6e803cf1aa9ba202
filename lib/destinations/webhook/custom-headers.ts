import { z } from "zod";

/** How many headers a webhook may carry of its own, and how long each value may be: CONTRACTS, generic webhook. */
const maxHeaders = 20;
const maxValueBytes = 4 * 1024;
const maxNameLength = 200;

/** Names that would change how the request is framed, routed or verified, and those that Hotline sets itself. */
const forbidden =
  /^(host|connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|cookie|forwarded|via|accept-encoding|(content|x-forwarded|webhook|proxy)-.*)$/i;
/** RFC 9110: a field name is a token; a value is visible ASCII with spaces and tabs inside. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const visible = /^[\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?$/;

/** Custom headers, name to value. A problem's path ends in the header's name: `headers.X-Foo`. */
export const customHeaders = z.record(z.string(), z.string("A header's value must be text.")).superRefine((headers, context) => {
  const names = Object.keys(headers);
  if (names.length > maxHeaders) context.addIssue({ code: "custom", message: `At most ${maxHeaders} headers; these are ${names.length}.` });
  for (const [index, name] of names.entries()) {
    const isRepeated = names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index;
    const message = nameProblem(name) ?? valueProblem(headers[name] ?? "") ?? (isRepeated ? "This header is there twice." : null);
    if (message) context.addIssue({ code: "custom", path: [name], message });
  }
});

function nameProblem(name: string): string | null {
  if (!token.test(name)) return "A header's name holds only letters, digits and !#$%&'*+-.^_`|~.";
  if (name.length > maxNameLength) return `A header's name has at most ${maxNameLength} characters.`;
  return forbidden.test(name) ? "Hotline sets this header itself, or it may not be sent." : null;
}

function valueProblem(value: string): string | null {
  if (value.length > maxValueBytes) return "A header's value has at most 4 KiB.";
  return visible.test(value) ? null : "A header's value is visible ASCII on one line, without spaces around it, and not empty.";
}
