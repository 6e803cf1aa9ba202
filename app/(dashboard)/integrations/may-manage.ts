"use client";

import { useIsAdmin, useMe } from "@/lib/client/queries/me";
import { useTeams } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/people/team";

/** The teams whose webhooks and keys the person may change; undefined while they load. */
export function useManageableTeams(): TeamShape[] | undefined {
  const isAdmin = useIsAdmin();
  const me = useMe().data?.user?.id;
  return useTeams().data?.filter(({ members }) => isAdmin || members.some(({ id }) => id === me));
}

/** Why somebody else has to do it. */
export const notTheirs = "Only the team’s members and admins can do this.";
