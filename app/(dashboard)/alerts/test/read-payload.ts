import { findJsonFault, type JsonFault } from "@/lib/domain/json-fault";

/** The object that a text holds, or what is wrong with it. An empty text is an empty object. */
export function readPayload(text: string): { payload: Record<string, unknown>; fault: null } | { payload: null; fault: JsonFault } {
  if (text.trim() === "") return { payload: {}, fault: null };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return { payload: value as Record<string, unknown>, fault: null };
    return { payload: null, fault: { message: "A payload is a JSON object: { … }", index: 0, line: 1, column: 1 } };
  } catch {
    return { payload: null, fault: findJsonFault(text) };
  }
}
