"use client";

import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useApiKeys } from "@/lib/client/queries/api-keys";
import { useRole } from "@/lib/client/queries/me";
import { useTeams } from "@/lib/client/queries/teams";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";
import { ListPage } from "../list-page";
import { useNew } from "../use-new";
import { ApiKeyTable } from "./api-key-table";

const KeyDrawer = dynamic(() => import("./key-drawer").then((module) => module.KeyDrawer));
const NewKeyDrawer = dynamic(() => import("./new-key-drawer").then((module) => module.NewKeyDrawer));

const what = "Code publishes alerts and calls the API with a key. A key is shown once, when it is made; Hotline keeps only a hash of it.";

export function ApiKeys() {
  const { reason } = useRole();
  const [isCreating, setCreating] = useNew();
  const [edited, setEdited] = useState<ApiKeyShape | null>(null);
  const team = useSearchParams().get("team");
  return (
    <>
      <ListPage
        title="API keys"
        noun="API key"
        what={what}
        icon={KeyRound}
        list={useApiKeys()}
        onNew={() => setCreating(true)}
        notice={team && <OfTeam id={team} />}
      >
        {(keys) => {
          const shown = team ? keys.filter(({ team_id }) => team_id === team) : keys;
          return shown.length === 0 ? <NoneOfTeam /> : <ApiKeyTable keys={shown} onEdit={setEdited} />;
        }}
      </ListPage>
      {isCreating && !reason && <NewKeyDrawer onClose={() => setCreating(false)} />}
      {edited && <KeyDrawer apiKey={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

/** The list is narrowed to one team by the address. */
function OfTeam({ id }: { id: string }) {
  const name = useTeams().data?.find((team) => team.id === id)?.name;
  return (
    <p className="flex flex-wrap items-center gap-x-3 border-t bg-muted/50 px-4 py-1.5 text-xs sm:px-6">
      <span>Only keys of {name ? `the team ${name}` : "one team"}.</span>
      <Link href="/settings/api-keys" className="underline underline-offset-2">
        Show all
      </Link>
    </p>
  );
}

const NoneOfTeam = () => (
  <EmptyState icon={KeyRound} title="No API key belongs to this team">
    <LinkButton href="/settings/api-keys">Show all API keys</LinkButton>
  </EmptyState>
);
