"use client";

import { useWebhookChoices } from "@/lib/client/queries/events";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useTeams } from "@/lib/client/queries/teams";

/** What the list can be narrowed by; the webhooks are those of the team, if one is chosen. */
export function useChoices(chosenTeam?: string) {
  const integration = useIntegrations().data?.map(({ integration: value, label }) => ({ value, label }));
  const team = useTeams().data?.map(({ id, name }) => ({ value: id, label: name }));
  const hook = useWebhookChoices()
    .data?.filter(({ team_id }) => chosenTeam === undefined || team_id === chosenTeam)
    .map(({ id, label }) => ({ value: id, label }));
  return { integration, team, hook };
}
