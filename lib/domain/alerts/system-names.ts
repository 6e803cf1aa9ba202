/** The four names that every organization has a channel for, with what their payload must hold. */
export const systemContracts = {
  "run:failed": { required: ["run_id", "env_id", "error", "timestamp"], optional: [] },
  "run:cancelled": { required: ["run_id", "env_id", "timestamp"], optional: ["reason"] },
  "deploy:failed": { required: ["build_id", "env_id", "error", "timestamp"], optional: ["project_name"] },
  "deploy:succeeded": { required: ["build_id", "env_id", "timestamp"], optional: ["project_name"] },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

export const isSystemName = (name: string): name is keyof typeof systemContracts => Object.hasOwn(systemContracts, name);
