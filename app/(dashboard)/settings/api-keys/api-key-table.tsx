"use client";

import { ActionsTh, Table, Th, Thead } from "@/components/ui/table";
import { useTeams } from "@/lib/client/queries/teams";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";
import { ApiKeyRow } from "./api-key-row";

export function ApiKeyTable({ keys, onEdit }: { keys: readonly ApiKeyShape[]; onEdit: (key: ApiKeyShape) => void }) {
  const teams = useTeams().data;
  return (
    <Table label="API keys" className="table-fixed">
      <Thead>
        <tr>
          <Th>Name</Th>
          <Th className="w-44 max-md:hidden">Scopes</Th>
          <Th className="w-36 max-xl:hidden">Environment</Th>
          <Th className="w-28 max-sm:hidden">Last used</Th>
          <Th className="w-28 max-lg:hidden">Expires</Th>
          <ActionsTh />
        </tr>
      </Thead>
      <tbody>
        {keys.map((key) => (
          <ApiKeyRow key={key.id} apiKey={key} team={teams?.find(({ id }) => id === key.team_id)?.name} onEdit={() => onEdit(key)} />
        ))}
      </tbody>
    </Table>
  );
}
