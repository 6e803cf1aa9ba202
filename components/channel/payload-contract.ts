import { isSystemName, systemContracts } from "@/lib/domain/alerts/system-names";

interface ContractField {
  name: string;
  required: boolean;
  /** What it must be, in words. */
  says: string;
}

const words: Readonly<Record<string, string>> = {
  env_id: "An environment's slug or id; it becomes the alert's environment",
  error: "Text, or an object",
  timestamp: "ISO 8601 time, or milliseconds since 1970",
};

/** What the payload of a built-in name must and may hold; empty for other names. */
export function contractOf(name: string): ContractField[] {
  if (!isSystemName(name)) return [];
  const { required, optional } = systemContracts[name];
  const toField = (isRequired: boolean) => (field: string) => ({
    name: field,
    required: isRequired,
    says: words[field] ?? "Text, not empty",
  });
  return [...(required as readonly string[]).map(toField(true)), ...(optional as readonly string[]).map(toField(false))];
}

/** A payload that the contract takes. */
export function examplePayload(name: string, environment: string, at: Date): Record<string, unknown> {
  const values: Record<string, unknown> = {
    run_id: "run_2041",
    build_id: "build_318",
    env_id: environment,
    error: { message: "Connection timed out after 30 s" },
    timestamp: at.toISOString(),
    reason: "Stopped by hand",
    project_name: "web",
  };
  return Object.fromEntries(contractOf(name).map((field) => [field.name, values[field.name]]));
}
