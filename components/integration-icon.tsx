"use client";

import { useIntegration } from "@/lib/client/queries/integrations";

/** The icon of an integration. Decorative: its label stands beside it. */
export function IntegrationIcon({ integration, className = "size-4" }: { integration: string; className?: string }) {
  const icon = useIntegration(integration)?.icon ?? "M4 12h16M12 4v16";
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 text-muted-foreground ${className}`}
    >
      <path d={icon} />
    </svg>
  );
}
