"use client";

import Link from "next/link";
import { useSelectedLayoutSegment } from "next/navigation";
import { tabs } from "./tabs";

export function AlertTabs() {
  const current = useSelectedLayoutSegment();
  return (
    <nav aria-label="Alerts" className="overflow-x-auto border-b px-4 sm:px-6">
      <ul className="flex gap-4 sm:gap-5">
        {tabs.map(({ slug, label }) => (
          <li key={slug}>
            <Link
              href={`/alerts/${slug}`}
              aria-current={slug === current ? "page" : undefined}
              className="-mb-px flex h-11 items-center border-transparent border-b-2 text-muted-foreground text-sm transition-colors -outline-offset-2 hover:text-foreground aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-foreground"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
