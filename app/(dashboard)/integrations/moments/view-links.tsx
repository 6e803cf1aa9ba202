"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { withParams } from "@/components/page/address";

const root = "/integrations/moments";
const views = [
  { href: root, label: "Timeline" },
  { href: `${root}/sources`, label: "Sources" },
];

/** The two ways to look at moments; the team that is chosen stays. */
export function ViewLinks({ team }: { team: string | undefined }) {
  const pathname = usePathname();
  const search = withParams("", { team });
  return (
    <nav aria-label="Moments" className="inline-flex gap-0.5 rounded-md bg-muted p-0.5">
      {views.map(({ href, label }) => (
        <Link
          key={href}
          href={`${href}${search}`}
          aria-current={pathname === href ? "page" : undefined}
          className="flex h-7 items-center rounded-sm px-2.5 text-muted-foreground text-xs transition-colors hover:text-foreground aria-[current]:bg-background aria-[current]:font-medium aria-[current]:text-foreground aria-[current]:shadow-xs pointer-coarse:h-10 pointer-coarse:px-3"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
