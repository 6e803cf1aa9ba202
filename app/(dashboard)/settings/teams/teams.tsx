"use client";

import { Users } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { Table, Td, Th, Thead, Tr } from "@/components/ui/table";
import { useRole } from "@/lib/client/queries/me";
import { useTeams } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/people/team";
import { ListPage } from "../list-page";
import { useNew } from "../use-new";

const TeamDialog = dynamic(() => import("./team-dialog").then((module) => module.TeamDialog));

const what = "Groups of members. An API key can belong to a team, so that everybody knows whose it is.";

export function Teams() {
  const { reason } = useRole();
  const [isCreating, setCreating] = useNew();
  return (
    <>
      <ListPage title="Teams" noun="team" what={what} icon={Users} list={useTeams()} onNew={() => setCreating(true)}>
        {(teams) => <TeamTable teams={teams} />}
      </ListPage>
      {isCreating && !reason && <TeamDialog onClose={() => setCreating(false)} />}
    </>
  );
}

const TeamTable = ({ teams }: { teams: readonly TeamShape[] }) => (
  <Table label="Teams" className="table-fixed">
    <Thead>
      <tr>
        <Th>Name</Th>
        <Th className="max-sm:w-24">Members</Th>
        <Th className="w-24 text-right">API keys</Th>
      </tr>
    </Thead>
    <tbody>
      {teams.map(({ id, name, members, api_keys }) => (
        <Tr key={id} className="relative">
          <Td>
            <Link
              href={`/settings/teams/${id}`}
              data-row
              title={name}
              className="block truncate font-medium after:absolute after:inset-0 hover:underline"
            >
              {name}
            </Link>
          </Td>
          <Td className="text-muted-foreground">
            <span className="tabular-nums sm:hidden">{members.length}</span>
            <span className="block truncate max-sm:hidden">{sayMembers(members)}</span>
          </Td>
          <Td className="text-right text-muted-foreground tabular-nums">{api_keys}</Td>
        </Tr>
      ))}
    </tbody>
  </Table>
);

/** So many names stand in the list. */
const maxNames = 3;

function sayMembers(members: TeamShape["members"]): string {
  if (members.length === 0) return "Nobody yet";
  const names = members
    .slice(0, maxNames)
    .map(({ name }) => name)
    .join(", ");
  const more = members.length - maxNames;
  return more > 0 ? `${names} and ${more} more` : names;
}
