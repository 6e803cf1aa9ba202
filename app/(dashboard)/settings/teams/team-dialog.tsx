"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useMakeTeam, useRenameTeam } from "@/lib/client/queries/teams";

interface Team {
  id: string;
  name: string;
}

/** Makes a team and opens it, or renames one. */
export const TeamDialog = ({ team, onClose }: { team?: Team; onClose: () => void }) => (
  <FormDialog title={team ? "Rename team" : "New team"} onClose={onClose}>
    <TeamForm team={team} />
  </FormDialog>
);

function TeamForm({ team }: { team?: Team }) {
  const router = useRouter();
  const make = useMakeTeam();
  const rename = useRenameTeam();
  const form = useForm({
    initial: { name: team?.name ?? "" },
    saved: team?.id,
    send: async ({ name }) => {
      if (team) return rename.mutateAsync({ id: team.id, name });
      const { id } = await make.mutateAsync({ name });
      router.push(`/settings/teams/${id}`);
      return false;
    },
  });
  return (
    <Form form={form} action={team ? "Save" : "Create"} busy={team ? "Saving…" : "Creating…"}>
      <Field label="Name" {...form.text("name")} required maxLength={100} placeholder="Payments" />
    </Form>
  );
}
