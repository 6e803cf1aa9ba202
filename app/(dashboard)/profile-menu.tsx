"use client";

import { ChevronsUpDown, LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import type { Theme } from "@/components/theme";
import { Button } from "@/components/ui/button";
import { ThemeSwitch } from "./theme-switch";

interface Props {
  name: string;
  email: string;
  role: "admin" | "member";
  theme: Theme;
}

/** A whole new page, so that nothing of the session stays in memory. */
async function leave(): Promise<void> {
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}

const roleLabels = { admin: "Admin", member: "Member" };

export function ProfileMenu({ name, email, role, theme }: Props) {
  return (
    <div className="shrink-0">
      <button
        type="button"
        popoverTarget="profile"
        className="flex h-8 w-full items-center gap-2 rounded-full text-left text-sm transition-colors hover:bg-accent md:h-10 md:rounded-md md:px-1.5"
      >
        <span
          aria-hidden="true"
          className="grid size-7 shrink-0 place-items-center rounded-full bg-muted font-medium text-xs uppercase md:size-6"
        >
          {Array.from(name)[0]}
        </span>
        <span className="sr-only min-w-0 flex-1 md:not-sr-only">
          <span className="block truncate font-medium leading-4">{name}</span>
          <span className="block text-muted-foreground text-xs">{roleLabels[role]}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="hidden size-4 text-muted-foreground md:block" />
      </button>
      <div
        id="profile"
        popover="auto"
        className="fixed inset-auto top-13 right-2 w-60 rounded-lg border bg-popover p-3 text-popover-foreground shadow-lg md:top-auto md:right-auto md:bottom-15 md:left-3"
      >
        <p className="truncate font-medium text-sm">{name}</p>
        <p className="truncate text-muted-foreground text-xs">
          {roleLabels[role]} · {email}
        </p>
        <div className="my-3 border-t pt-3">
          <ThemeSwitch initial={theme} />
        </div>
        <Button variant="outline" className="w-full" onClick={() => void leave()}>
          <LogOut aria-hidden="true" className="size-4" />
          Sign out
        </Button>
      </div>
    </div>
  );
}
