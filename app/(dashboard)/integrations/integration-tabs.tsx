"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { createSince } from "@/components/list/list-since";
import { LinkTabs } from "@/components/ui/link-tabs";
import { useIntegrations } from "@/lib/client/queries/integrations";

export const receivedSince = createSince();

const root = "/integrations";

/** Pages that belong to the first tab. */
const isReceived = (path: string): boolean => path === root || path === `${root}/all` || path.startsWith(`${root}/events/`);

/** What was received, what it said, and each tool by itself. */
export function IntegrationTabs() {
  const pathname = usePathname();
  const { data: integrations = [] } = useIntegrations();
  // Who comes back from an event finds the list as it was; who comes from elsewhere finds the newest events.
  const isNear = isReceived(pathname);
  useEffect(() => {
    if (!isNear) receivedSince.startAnew();
  }, [isNear]);
  const isWithin = (href: string) => pathname === href || pathname.startsWith(`${href}/`);
  const pages = [
    { href: `${root}/moments`, label: "Moments" },
    ...integrations.map(({ integration, label }) => ({ href: `${root}/${integration}`, label })),
  ];
  return (
    <LinkTabs
      label="Integrations"
      tabs={[{ href: root, label: "Webhooks", current: isNear }, ...pages.map((page) => ({ ...page, current: isWithin(page.href) }))]}
      className="px-4 sm:px-6"
    />
  );
}
