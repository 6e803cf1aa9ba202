/** The sections of Settings, in their order: each is the folder `slug`. */
export const sections = [
  { slug: "profile", label: "Profile" },
  { slug: "members", label: "Members" },
  { slug: "teams", label: "Teams" },
  { slug: "environments", label: "Environments" },
  { slug: "api-keys", label: "API keys" },
  { slug: "audit", label: "Audit log" },
] as const;

/** For admins in development only. */
export const designSection = { slug: "design", label: "Design" } as const;
