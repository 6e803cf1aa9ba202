"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";

/** The sections of Settings, in their order: each is the folder `slug`. */
const sections = [
  { slug: "profile", label: "Profile" },
  { slug: "members", label: "Members" },
  { slug: "teams", label: "Teams" },
  { slug: "environments", label: "Environments" },
  { slug: "api-keys", label: "API keys" },
  { slug: "audit", label: "Audit log" },
] as const;

/** For admins in development only. */
const designSection = { slug: "design", label: "Design" } as const;

export function SettingsTabs({ hasDesign }: { hasDesign: boolean }) {
  const current = useSelectedLayoutSegment();
  const shown = hasDesign ? [...sections, designSection] : sections;
  return (
    <LinkTabs
      label="Settings"
      className="px-4 sm:px-6"
      tabs={shown.map(({ slug, label }) => ({ href: `/settings/${slug}`, label, current: slug === current }))}
    />
  );
}
