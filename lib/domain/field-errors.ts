import { z } from "zod";
import type { FieldError } from "./problem";
import { sayUnknown } from "./unknown-field";

/** Most faults that are named. */
const maxErrors = 100;
/** Most characters of an unknown name that are said. */
const maxName = 64;

/** What a schema found wrong, by path. A name that it does not know is said with the one that was meant; a `noun` is a field or a parameter. */
export function fieldErrorsOf(schema: z.ZodType, issues: readonly z.core.$ZodIssue[], noun = "field"): FieldError[] {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const at = (path: PropertyKey[]) => path.map(String).join(".");
  return issues
    .flatMap((issue): FieldError[] => {
      if (issue.code !== "unrecognized_keys") return [{ path: at(issue.path), message: issue.message }];
      return issue.keys.map((key) => ({ path: at([...issue.path, key.slice(0, maxName)]), message: sayUnknown(key, known, noun) }));
    })
    .slice(0, maxErrors);
}
