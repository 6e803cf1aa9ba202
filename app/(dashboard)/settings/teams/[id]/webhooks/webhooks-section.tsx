"use client";

import { Plus, Webhook } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { ListStates } from "@/components/list/list-states";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useMe } from "@/lib/client/queries/me";
import { useWebhooks } from "@/lib/client/queries/webhooks";
import type { TeamShape } from "@/lib/domain/people/team";
import { useNew } from "../../../use-new";
import { notOfTeam } from "./reason";
import { WebhookTable } from "./webhook-table";

const NewWebhookDrawer = dynamic(() => import("./setup/new-webhook-drawer").then((module) => module.NewWebhookDrawer), { ssr: false });

const what = "A URL that a tool or a script posts to. What arrives becomes a moment, and an alert.";

/** The webhooks of a team. Its members and admins manage them; everybody sees that they exist. */
export function WebhooksSection({ team }: { team: TeamShape }) {
  const me = useMe().data;
  const mayManage = me?.role === "admin" || team.members.some(({ id }) => id === me?.user?.id);
  const reason = mayManage ? undefined : notOfTeam;
  const [isCreating, setCreating] = useNew("new-webhook");
  const initialType = useSearchParams().get("type");
  const list = useWebhooks(team.id);
  const create = (size?: "sm") => (
    <Button variant="primary" size={size} disabledReason={reason} onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" className="size-4" />
      New webhook
    </Button>
  );
  const hasSome = list.data !== undefined && list.data.length > 0;
  return (
    <section aria-labelledby="webhooks" className="pb-6">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 pb-2 sm:px-6">
        <div className="min-w-0">
          <h2 id="webhooks" className="font-semibold text-base">
            Webhooks
          </h2>
          {hasSome && <p className="text-pretty text-muted-foreground text-sm">{what}</p>}
        </div>
        {hasSome && create("sm")}
      </div>
      <ListStates
        list={list}
        loading="Loading webhooks"
        empty={
          <EmptyState icon={Webhook} title="No webhooks yet" text={what}>
            {create()}
          </EmptyState>
        }
      >
        {(webhooks) => <WebhookTable webhooks={webhooks} />}
      </ListStates>
      {isCreating && mayManage && <NewWebhookDrawer team={team} initialType={initialType} onClose={() => setCreating(false)} />}
    </section>
  );
}
