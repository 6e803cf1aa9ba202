"use client";

import { Menu } from "@base-ui/react/menu";
import { LogOut, UserRound, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { roleLabels } from "@/components/page/role";
import { itemLook, popupLook, usePopupPlace } from "@/components/ui/popup/popup";
import { useToast } from "@/components/ui/popup/toast";
import type { Me } from "@/lib/client/queries/me";
import { OrganizationSwitch } from "./organization-switch";
import { ThemeSwitch } from "./theme-switch";

/** A whole new page, so that nothing of the session stays in memory. */
async function leave(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}

const separatorLook = "mx-1 my-1 h-px bg-border";

interface Props {
  me: Me;
  trigger: ReactElement;
  face: ReactNode;
}

/** The profile menu proper; it mounts open, as it loads when somebody opens it. */
export function ProfilePopup({ me, trigger, face }: Props) {
  const { show } = useToast();
  const { place, control } = usePopupPlace();
  const signOut = () =>
    leave().catch(() => show({ tone: "error", title: "Signing out failed", description: "Hotline cannot be reached." }));
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger ref={control} render={trigger}>
        {face}
      </Menu.Trigger>
      <Menu.Portal container={place}>
        <Menu.Positioner side="top" align="start" sideOffset={6} collisionPadding={8} className="z-popover outline-none">
          <Menu.Popup aria-label="Profile" className={`${popupLook} w-60 [--popup-height:100dvh]`}>
            <div className="px-2 pt-1.5 pb-2">
              <p className="truncate font-medium text-sm">{me.user?.name}</p>
              <p className="truncate text-muted-foreground text-xs" title={me.user?.email}>
                {me.role && roleLabels[me.role]} · {me.user?.email}
              </p>
            </div>
            <Menu.Separator className={separatorLook} />
            <Menu.LinkItem render={<Link href="/settings/profile" />} closeOnClick className={itemLook}>
              <UserRound aria-hidden="true" className="size-4 text-muted-foreground" />
              Profile
            </Menu.LinkItem>
            <Menu.LinkItem render={<Link href="/integrations" />} closeOnClick className={itemLook}>
              <Webhook aria-hidden="true" className="size-4 text-muted-foreground" />
              Integrations
            </Menu.LinkItem>
            {me.organizations.length > 1 && <OrganizationSwitch me={me} />}
            <Menu.Separator className={separatorLook} />
            <ThemeSwitch />
            <Menu.Separator className={separatorLook} />
            <Menu.Item onClick={() => void signOut()} className={itemLook}>
              <LogOut aria-hidden="true" className="size-4 text-muted-foreground" />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
