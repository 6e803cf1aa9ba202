"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import { LinkTabs } from "@/components/ui/link-tabs";
import { designSection, sections } from "./sections";

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
