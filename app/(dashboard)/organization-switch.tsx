"use client";

import { Menu } from "@base-ui/react/menu";
import { useToast } from "@/components/ui/popup/toast";
import { type Me, useSwitchOrganization } from "@/lib/client/queries/me";
import { MenuRadio } from "./menu-radio";

/** The list that a page belongs to: what the page shows may not exist in another organization. */
const listOf = (pathname: string): string => pathname.split("/").slice(0, 3).join("/");

export function OrganizationSwitch({ me }: { me: Me }) {
  const { show } = useToast();
  const { mutate, isPending } = useSwitchOrganization();
  const choose = (id: string) => {
    if (isPending || id === me.organization.id) return;
    mutate(id, {
      onSuccess: () => window.location.assign(listOf(window.location.pathname)),
      onError: (error) => show({ tone: "error", title: "The organization was not changed", description: error.message }),
    });
  };
  return (
    <>
      <Menu.Separator className="mx-1 my-1 h-px bg-border" />
      <MenuRadio
        label="Organization"
        value={me.organization.id}
        onValueChange={choose}
        options={me.organizations.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  );
}
