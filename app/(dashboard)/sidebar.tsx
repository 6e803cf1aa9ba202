"use client";

import { Bell, BookOpen, type LucideIcon, Menu as MenuIcon, Settings, Webhook } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Logo } from "@/components/page/logo";
import { Menu } from "@/components/ui/popup/menu";
import { useMe } from "@/lib/client/queries/me";
import { Shortcuts } from "./shortcuts";

const entries: { href: string; label: string; icon: LucideIcon }[] = [
  { href: "/alerts", label: "Alerts", icon: Bell },
  { href: "/integrations", label: "Integrations", icon: Webhook },
  { href: "/settings", label: "Settings", icon: Settings },
  { href: "/docs", label: "Docs", icon: BookOpen },
];

const entryLook =
  "flex h-8 items-center gap-2 rounded-md px-2 text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground pointer-coarse:h-11";
const currentLook = "aria-[current]:bg-accent aria-[current]:font-medium aria-[current]:text-foreground";

/** A column beside the page; a bar above it where the screen is narrow. */
export function Sidebar({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const organization = useMe().data?.organization.name;
  return (
    <header className="sticky top-0 z-sticky flex h-13 items-center gap-1 border-b bg-sidebar px-3 md:h-dvh md:flex-col md:items-stretch md:gap-4 md:border-r md:border-b-0 md:p-3 print:hidden">
      <p className="flex min-w-0 flex-1 items-center gap-2 md:h-8 md:flex-none md:px-1.5">
        <Logo className="size-5 shrink-0" />
        <span title={organization} className="truncate font-semibold text-sm tracking-tight">
          {organization}
        </span>
      </p>
      <Shortcuts />
      <nav aria-label="Main" className="hidden md:block md:flex-1">
        <ul className="flex flex-col gap-0.5">
          {entries.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link href={href} aria-current={isCurrent(pathname, href) ? "page" : undefined} className={`${entryLook} ${currentLook}`}>
                <Icon aria-hidden="true" className="size-4 shrink-0" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="md:hidden">
        <Menu trigger={<MenuIcon aria-hidden="true" className="size-4" />} label="Go to" items={entries} />
      </div>
      {children}
    </header>
  );
}

const isCurrent = (pathname: string, href: string): boolean => pathname === href || pathname.startsWith(`${href}/`);
