"use client";

import { useRouter } from "next/navigation";
import { Field } from "@/components/ui/field";
import { useMakeTeam, useRenameTeam } from "@/lib/client/queries/teams";
import { FormDialog } from "../form-dialog";

/** Makes a team and opens it, or renames one. */
export function TeamDialog({ team, onClose }: { team?: { id: string; name: string }; onClose: () => void }) {
  const router = useRouter();
  const make = useMakeTeam();
  const rename = useRenameTeam();

  async function save(data: FormData) {
    const name = String(data.get("name"));
    if (team) return rename.mutateAsync({ id: team.id, name });
    const { id } = await make.mutateAsync({ name });
    router.push(`/settings/teams/${id}`);
    return false;
  }
  return (
    <FormDialog
      title={team ? "Rename team" : "New team"}
      onClose={onClose}
      action={team ? "Save" : "Create"}
      actionBusy={team ? "Saving…" : "Creating…"}
      act={save}
    >
      {(errors) => (
        <Field label="Name" name="name" required maxLength={100} defaultValue={team?.name} placeholder="Payments" error={errors.name} />
      )}
    </FormDialog>
  );
}
