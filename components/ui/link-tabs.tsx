"use client";

import Link from "next/link";

interface Props {
  label: string;
  tabs: readonly { href: string; label: string; current: boolean }[];
  className?: string;
}

/** Sideways only: the page stays where it is. */
const show = (tab: HTMLElement | null): void => {
  const box = tab?.closest("nav");
  if (tab && box) box.scrollLeft = tab.offsetLeft - (box.clientWidth - tab.clientWidth) / 2;
};

/** Tabs that are pages. They scroll sideways where the screen is narrow. */
export function LinkTabs({ label, tabs, className = "" }: Props) {
  return (
    <nav aria-label={label} className={`relative print:hidden overflow-x-auto border-b [scrollbar-width:none] ${className}`}>
      <ul className="flex gap-3 sm:gap-5">
        {tabs.map((tab) => (
          <li key={tab.href} ref={tab.current ? show : undefined}>
            <Link
              href={tab.href}
              aria-current={tab.current ? "page" : undefined}
              className="-mb-px flex h-11 items-center whitespace-nowrap border-transparent border-b-2 text-muted-foreground text-sm transition-colors -outline-offset-2 hover:text-foreground aria-[current]:border-primary aria-[current]:font-medium aria-[current]:text-foreground"
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
