"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { type Changes, changeAddress, withParams } from "@/components/page/address";

/** A real link to the page as it is with a drawer open; a plain click opens that without asking the server. */
export function DrawerLink({ changes, ...props }: Omit<ComponentProps<typeof Link>, "href"> & { changes: Changes }) {
  const pathname = usePathname();
  const search = useSearchParams().toString();
  return (
    <Link
      {...props}
      href={pathname + withParams(search, changes)}
      prefetch={false}
      scroll={false}
      onNavigate={(event) => {
        event.preventDefault();
        changeAddress(changes);
      }}
    />
  );
}
