"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useToast } from "@/components/ui/popup/toast";
import { useMe } from "@/lib/client/queries/me";
import { useRemoveMember } from "@/lib/client/queries/members";
import type { MemberShape } from "@/lib/domain/people/member";

export function RemoveDialog({ member: { id, name, email, teams, you }, onClose }: { member: MemberShape; onClose: () => void }) {
  const organization = useMe().data?.organization.name ?? "this organization";
  const { mutateAsync } = useRemoveMember();
  const { show } = useToast();
  const leaves = teams.length === 0 ? "" : ` and ${you ? "leave" : "leaves"} ${teams.map((team) => team.name).join(", ")}`;

  async function remove() {
    await mutateAsync(id);
    // The whole page is of an organization that is theirs no more.
    if (you) window.location.assign("/");
    else show({ title: `${name} was removed`, description: `Invite ${email} again to give access back.` });
  }
  return (
    <ConfirmDialog
      title={you ? `Leave ${organization}?` : `Remove ${name}?`}
      description={`${you ? "You lose" : `${name} loses`} access to ${organization} at once, in every browser${leaves}. API keys go on working: they belong to the organization. Only a new invitation brings ${you ? "you" : "them"} back.`}
      onClose={onClose}
      action={you ? "Leave" : "Remove"}
      busy={you ? "Leaving…" : "Removing…"}
      destructive
      act={remove}
    />
  );
}
