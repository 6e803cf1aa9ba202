import { ApiError } from "@/lib/client/api";

/** What the API said of each field. Of something inside the payload it is said of the payload. */
export function errorsOf(error: Error | null): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const errors: Record<string, string> = {};
  for (const { path, message } of error.errors) {
    const [field = "", ...inside] = path.split(".");
    const words = inside.length > 0 ? `${inside.join(".")} ${message}.` : asSentence(message);
    errors[field] = errors[field] ? `${errors[field]} ${words}` : words;
  }
  return errors;
}

/** Most messages go on from the field's label ("must not be empty"); some are sentences already. */
const asSentence = (message: string): string => (message.startsWith("there is ") ? `T${message.slice(1)}.` : message);
