"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useToast } from "@/components/ui/popup/toast";
import { useDeleteTeam } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/people/team";

export function DeleteTeamDialog({ team: { id, name, api_keys }, onClose }: { team: TeamShape; onClose: () => void }) {
  const router = useRouter();
  const { mutateAsync } = useDeleteTeam();
  const { show } = useToast();
  const keys = api_keys === 0 ? "" : ` Its ${api_keys === 1 ? "API key goes" : `${api_keys} API keys go`} on working, of no team.`;

  async function remove() {
    await mutateAsync(id);
    show({ title: `${name} was deleted` });
    router.push("/settings/teams");
    return false;
  }
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description={`Its members stay in the organization.${keys}`}
      onClose={onClose}
      action="Delete"
      busy="Deleting…"
      destructive
      act={remove}
    />
  );
}
