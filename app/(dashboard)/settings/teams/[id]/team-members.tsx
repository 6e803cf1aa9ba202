"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useUndo } from "@/components/ui/popup/toast";
import { useRole } from "@/lib/client/queries/me";
import { useAddTeamMember, useRemoveTeamMember } from "@/lib/client/queries/teams";
import type { TeamShape } from "@/lib/domain/people/team";
import { Person } from "../../person";

const AddMembersDialog = dynamic(() => import("./add-members-dialog").then((module) => module.AddMembersDialog));

export function TeamMembers({ team }: { team: TeamShape }) {
  const { reason } = useRole();
  const [isAdding, setAdding] = useState(false);
  return (
    <section aria-labelledby="members">
      <div className="flex items-center justify-between gap-4 px-4 pt-2 pb-2 sm:px-6">
        <h2 id="members" className="font-semibold text-base">
          Members
        </h2>
        <Button size="sm" disabledReason={reason} onClick={() => setAdding(true)}>
          <UserPlus aria-hidden="true" className="size-3.5" />
          Add members
        </Button>
      </div>
      {team.members.length === 0 ? (
        <p className="border-t px-4 py-6 text-muted-foreground text-sm sm:px-6">Nobody is in this team yet.</p>
      ) : (
        <ul className="border-t">
          {team.members.map((member) => (
            <TeamMember key={member.id} team={team} member={member} reason={reason} />
          ))}
        </ul>
      )}
      {isAdding && <AddMembersDialog team={team} onClose={() => setAdding(false)} />}
    </section>
  );
}

interface MemberProps {
  team: TeamShape;
  member: TeamShape["members"][number];
  reason?: string;
}

function TeamMember({ team, member: { id: userId, name, email }, reason }: MemberProps) {
  const { undoable } = useUndo();
  const add = useAddTeamMember();
  const remove = useRemoveTeamMember();
  const place = { id: team.id, userId };
  const takeOut = () =>
    void undoable({
      title: `${name} is not in ${team.name} any more`,
      perform: () => remove.mutateAsync(place),
      undo: () => add.mutateAsync(place),
    });
  return (
    <li className="flex items-center justify-between gap-4 border-b px-4 py-2 last:border-b-0 sm:px-6">
      <Person name={name} email={email} />
      <Button
        size="sm"
        variant="ghost"
        disabledReason={reason}
        disabled={remove.isPending}
        onClick={takeOut}
        aria-label={`Remove ${name} from the team`}
      >
        Remove
      </Button>
    </li>
  );
}
