"use client";

import { ChevronDown, Plus } from "lucide-react";
import type { ComponentProps } from "react";
import { withParams } from "@/components/page/address";
import { Button, LinkButton } from "@/components/ui/button";
import { Menu } from "@/components/ui/popup/menu";
import { useIsAdmin } from "@/lib/client/queries/me";
import { notTheirs, useManageableTeams } from "./may-manage";

type Variant = ComponentProps<typeof Button>["variant"];

/** Where a team's webhooks are made, of that type. */
const hrefOf = (id: string, type?: string) => `/settings/teams/${id}${withParams("", { "new-webhook": "1", type })}`;

/** Leads to the team that shall own a new webhook. */
export function MakeWebhook({ variant, type }: { variant?: Variant; type?: string }) {
  const teams = useManageableTeams();
  const isAdmin = useIsAdmin();
  const [only, ...others] = teams ?? [];
  const face = (
    <>
      <Plus aria-hidden="true" className="size-3.5" />
      Make a webhook
    </>
  );
  if (only && others.length > 0)
    return (
      <Menu
        label="Of which team?"
        trigger={
          <Button variant={variant}>
            {face}
            <ChevronDown aria-hidden="true" className="size-3.5" />
          </Button>
        }
        items={[only, ...others].map(({ id, name }) => ({ label: name, href: hrefOf(id, type) }))}
      />
    );
  if (only || (teams && isAdmin))
    return (
      <LinkButton href={only ? hrefOf(only.id, type) : "/settings/teams?new=1"} variant={variant}>
        {face}
      </LinkButton>
    );
  return (
    <Button variant={variant} disabledReason={teams ? notTheirs : "Loading…"}>
      {face}
    </Button>
  );
}
