"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { ListStates } from "@/components/list/list-states";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useCredentials } from "@/lib/client/queries/credentials";
import type { CredentialShape } from "@/lib/domain/moments/credential";
import type { IntegrationShape } from "@/lib/domain/moments/integration";
import { notTheirs, useManageableTeams } from "../../may-manage";
import { CredentialRow } from "./credential-row";

const CredentialDrawer = dynamic(() => import("./credential-drawer").then((module) => module.CredentialDrawer));

export type Contact = NonNullable<IntegrationShape["contact"]>;

interface Props {
  integration: IntegrationShape;
  contact: Contact;
}

/** The teams' credentials for a tool: Hotline asks with them whether the connection holds, and for more about a moment. */
export function Credentials({ integration, contact }: Props) {
  const { label } = integration;
  const credentials = useCredentials(integration.integration, true);
  const teams = useManageableTeams();
  const free = teams?.filter(({ id }) => !credentials.data?.some(({ team_id }) => team_id === id));
  // Null as the one that is edited: a new one.
  const [edited, setEdited] = useState<{ saved: CredentialShape | null } | null>(null);
  return (
    <Section
      title="Credentials"
      actions={
        <Button disabledReason={sayWhyNot(teams?.length, free?.length)} onClick={() => setEdited({ saved: null })}>
          <Plus aria-hidden="true" className="size-3.5" />
          Add a credential
        </Button>
      }
    >
      <p className="mb-3 max-w-2xl text-pretty text-muted-foreground text-sm">
        With a credential of a team, Hotline checks every 15 minutes that {label} knows it
        {contact.enriches ? `, and asks for more about each new moment of that team` : ""}. It is kept encrypted.
      </p>
      <ListStates
        list={credentials}
        loading="Loading credentials"
        empty={
          <p className="rounded-lg border border-dashed px-4 py-6 text-muted-foreground text-sm">
            No team has stored a credential for {label}. Its webhooks work without one.
          </p>
        }
      >
        {(list) => (
          <ul className="divide-y rounded-lg border bg-card">
            {list.map((credential) => (
              <CredentialRow
                key={credential.id}
                credential={credential}
                contact={contact}
                label={label}
                onReplace={() => setEdited({ saved: credential })}
              />
            ))}
          </ul>
        )}
      </ListStates>
      {edited && (
        <CredentialDrawer
          integration={integration}
          contact={contact}
          saved={edited.saved}
          teams={free ?? []}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function sayWhyNot(mine: number | undefined, free: number | undefined): string | null {
  if (mine === undefined || free === undefined) return "Loading…";
  if (mine === 0) return notTheirs;
  return free === 0 ? "Each of your teams has a credential: replace that one." : null;
}
