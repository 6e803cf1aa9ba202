"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { MultiCombobox } from "@/components/ui/choice/combobox";
import { useMembers } from "@/lib/client/queries/members";
import { useAddTeamMember } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/people/team";

export const AddMembersDialog = ({ team, onClose }: { team: TeamShape; onClose: () => void }) => (
  <FormDialog
    title={`Add members to ${team.name}`}
    description="Who is not in the organization yet is invited first, in Members."
    onClose={onClose}
  >
    <AddMembersForm team={team} />
  </FormDialog>
);

function AddMembersForm({ team }: { team: TeamShape }) {
  const members = useMembers();
  const { mutateAsync } = useAddTeamMember();
  const inTeam = new Set(team.members.map(({ id }) => id));
  const others = members.data?.filter(({ id }) => !inTeam.has(id)).sort((one, other) => one.name.localeCompare(other.name)) ?? [];
  const initial: { members: string[] } = { members: [] };
  const form = useForm({
    initial,
    check: (values) => (values.members.length === 0 ? [{ path: "members", message: "Choose at least one." }] : []),
    send: async (values) => {
      for (const userId of values.members) await mutateAsync({ id: team.id, userId });
    },
  });
  const { error, ...field } = form.field("members");
  return (
    <Form form={form} action="Add" busy="Adding…">
      <MultiCombobox
        label="Members"
        {...field}
        options={others.map(({ id, name, email }) => ({ value: id, label: name, description: email }))}
        placeholder={members.isPending ? "Loading…" : "Search names and addresses"}
        empty={others.length === 0 ? "Every member of the organization is in this team." : "Nobody found."}
        error={error ?? members.error?.message}
      />
    </Form>
  );
}
