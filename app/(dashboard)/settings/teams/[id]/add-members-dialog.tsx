"use client";

import { useState } from "react";
import { MultiCombobox } from "@/components/ui/combobox";
import { ApiError } from "@/lib/client/api";
import { useMembers } from "@/lib/client/queries/members";
import { useAddTeamMember } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/team";
import { FormDialog } from "../../form-dialog";

export function AddMembersDialog({ team, onClose }: { team: TeamShape; onClose: () => void }) {
  const members = useMembers();
  const { mutateAsync } = useAddTeamMember();
  const [chosen, setChosen] = useState<string[]>([]);
  const inTeam = new Set(team.members.map(({ id }) => id));
  const others = members.data?.filter(({ id }) => !inTeam.has(id)).sort((one, other) => one.name.localeCompare(other.name)) ?? [];

  async function add() {
    if (chosen.length === 0) throw new ApiError(422, "invalid_input", "", [{ path: "members", message: "Choose at least one." }]);
    for (const userId of chosen) await mutateAsync({ id: team.id, userId });
  }
  return (
    <FormDialog
      title={`Add members to ${team.name}`}
      description="Who is not in the organization yet is invited first, in Members."
      onClose={onClose}
      action="Add"
      actionBusy="Adding…"
      fields={["members"]}
      act={add}
    >
      {(errors) => (
        <MultiCombobox
          label="Members"
          value={chosen}
          onValueChange={setChosen}
          options={others.map(({ id, name, email }) => ({ value: id, label: name, description: email }))}
          placeholder={members.isPending ? "Loading…" : "Search names and addresses"}
          empty={others.length === 0 ? "Every member of the organization is in this team." : "Nobody found."}
          error={errors.members ?? members.error?.message}
        />
      )}
    </FormDialog>
  );
}
