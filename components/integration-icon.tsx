"use client";

import { useIntegration } from "@/lib/client/queries/integrations";
import { Icon } from "./icon";

export const IntegrationIcon = ({ integration, className }: { integration: string; className?: string }) => (
  <Icon path={useIntegration(integration)?.icon} className={className} />
);
