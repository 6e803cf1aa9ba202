"use client";

import { Unplug } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { useIntegration } from "@/lib/client/queries/integrations";
import { Credentials } from "./credentials";
import { ErrorList } from "./error-list";

/** The keys by which Hotline contacts a tool, and what went wrong when it did. */
export function IntegrationErrors({ name }: { name: string }) {
  const integration = useIntegration(name);
  if (!integration) return null;
  if (!integration.contact)
    return (
      <EmptyState
        icon={Unplug}
        title={`Hotline does not contact ${integration.label}`}
        text="It only receives what the tool sends, so nothing can go wrong here. What breaks the contract is under Events."
      />
    );
  return (
    <div className="grid grid-cols-1 gap-8 px-4 pt-2 pb-8 sm:px-6">
      <Credentials integration={integration} contact={integration.contact} />
      <ErrorList integration={integration} />
    </div>
  );
}
