"use client";

import { Bell, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo";

const entries: { href: string; label: string; icon: LucideIcon }[] = [{ href: "/alerts", label: "Alerts", icon: Bell }];

const entryLook =
  "flex h-8 items-center gap-2 rounded-md px-2 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground";
const currentLook = "aria-[current]:bg-accent aria-[current]:font-medium aria-[current]:text-foreground";

/** A column beside the page; a bar above it where the screen is narrow. */
export function Sidebar({ organization, children }: { organization: string; children: ReactNode }) {
  const pathname = usePathname();
  return (
    <header className="sticky top-0 z-10 flex h-12 items-center gap-2 border-b bg-sidebar px-3 md:h-dvh md:flex-col md:items-stretch md:gap-4 md:border-r md:border-b-0 md:p-3">
      <p className="flex min-w-0 items-center gap-2 md:h-8 md:px-1.5">
        <Logo className="size-5 shrink-0" />
        <span title={organization} className="truncate font-semibold text-sm tracking-tight">
          {organization}
        </span>
      </p>
      <nav aria-label="Main" className="ml-auto md:ml-0 md:flex-1">
        <ul className="flex gap-0.5 md:flex-col">
          {entries.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link href={href} aria-current={pathname.startsWith(href) ? "page" : undefined} className={`${entryLook} ${currentLook}`}>
                <Icon aria-hidden="true" className="size-4 shrink-0" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </header>
  );
}
