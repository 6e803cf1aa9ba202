import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { integrationsKey } from "@/lib/client/queries/integrations";
import { listIntegrations } from "@/lib/data/integrations/integrations";
import { readUser } from "@/lib/identity/actor";
import { IntegrationTabs } from "./integration-tabs";

export default async function IntegrationsLayout({ children }: { children: ReactNode }) {
  const user = await readUser((await headers()).get("cookie"));
  const client = new QueryClient();
  // Who is signed out is led away by the dashboard's layout.
  if (user) client.setQueryData(integrationsKey, await listIntegrations(user));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <IntegrationTabs />
      {children}
    </HydrationBoundary>
  );
}
