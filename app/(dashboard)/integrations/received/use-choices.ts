"use client";

import { useWebhookChoices } from "@/lib/client/queries/events";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useTeams } from "@/lib/client/queries/teams";
import type { FilterName } from "./filter-query";

/** What the list can be narrowed by; the webhooks are those of the team that is chosen. */
export function useChoices(team: string | undefined) {
  const integrations = useIntegrations().data?.map(({ integration, label }) => ({ value: integration, label }));
  const teams = useTeams().data?.map(({ id, name }) => ({ value: id, label: name }));
  const webhooks = useWebhookChoices()
    .data?.filter(({ team_id }) => team === undefined || team_id === team)
    .map(({ id, label }) => ({ value: id, label }));
  return { integration: integrations, team: teams, hook: webhooks };
}

/** What the value of a filter is called, where it is an id or a slug. */
export function useFilterNames() {
  const choices = useChoices(undefined);
  return (name: FilterName, value: string): string | undefined =>
    name in choices ? choices[name as keyof typeof choices]?.find((choice) => choice.value === value)?.label : undefined;
}
