"use client";

import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { useEffect } from "react";
import { createSince } from "@/components/list/list-since";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The tabs of Alerts, in their order: each is the folder `slug`. */
const tabs = [
  { slug: "destinations", label: "Destinations" },
  { slug: "subscriptions", label: "Subscriptions" },
  { slug: "channels", label: "Channels" },
  { slug: "history", label: "History" },
] as const;

const tester = { slug: "test", label: "Test a route" } as const;

export const historySince = createSince();

/** The tabs, and at their right the tester of routes: it is one press away from each of them. */
export function AlertTabs() {
  const current = useSelectedLayoutSegment();
  // Who comes back from an alert finds the list as it was; who comes from elsewhere finds the newest alerts.
  useEffect(() => {
    if (current !== "history") historySince.startAnew();
  }, [current]);
  return (
    <div className="flex items-stretch border-b pr-1.5 sm:pr-4 print:hidden">
      <LinkTabs
        label="Alerts"
        tabs={tabs.map(({ slug, label }) => ({ href: `/alerts/${slug}`, label, current: slug === current }))}
        className="min-w-0 flex-1 border-b-0 pr-2 pl-4 sm:px-6"
      />
      <Link
        href={`/alerts/${tester.slug}`}
        aria-current={tester.slug === current ? "page" : undefined}
        title={tester.label}
        className="my-1.5 inline-flex shrink-0 items-center gap-1.5 rounded-md px-2 sm:px-2.5 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground aria-[current]:bg-accent aria-[current]:text-foreground"
      >
        <FlaskConical aria-hidden="true" className="size-3.5" />
        <span className="max-sm:sr-only">{tester.label}</span>
      </Link>
    </div>
  );
}
