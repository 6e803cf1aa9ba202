"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { useToast } from "@/components/ui/popup/toast";
import { RelativeTime } from "@/components/ui/relative-time";
import { Td, Tr } from "@/components/ui/table";
import { useRole } from "@/lib/client/queries/me";
import { useSignOutMember } from "@/lib/client/queries/members";
import type { MemberShape } from "@/lib/domain/people/member";
import { Person } from "../person";
import { RowMenu } from "../row-menu";
import { lastAdminReason, RoleSelect } from "./role-select";

const RemoveDialog = dynamic(() => import("./remove-dialog").then((module) => module.RemoveDialog));

export function MemberRow({ member, isLastAdmin }: { member: MemberShape; isLastAdmin: boolean }) {
  const { name, email, you, teams, created_at } = member;
  return (
    <Tr>
      <Td>
        <Person name={name} email={email} you={you} />
        {teams.length > 0 && (
          <span className="mt-1 block truncate pl-9.5 text-muted-foreground text-xs lg:hidden">
            {teams.map((team) => team.name).join(", ")}
          </span>
        )}
      </Td>
      <Td>
        <RoleSelect member={member} isLastAdmin={isLastAdmin} />
      </Td>
      <Td className="max-lg:hidden">
        <span className="flex flex-wrap gap-x-2 gap-y-0.5">
          {teams.map((team) => (
            <Link
              key={team.id}
              href={`/settings/teams/${team.id}`}
              className="truncate text-muted-foreground hover:text-foreground hover:underline"
            >
              {team.name}
            </Link>
          ))}
        </span>
      </Td>
      <Td className="text-muted-foreground text-xs max-md:hidden">
        <RelativeTime iso={created_at} />
      </Td>
      <Td className="text-right">
        <MemberMenu member={member} isLastAdmin={isLastAdmin} />
      </Td>
    </Tr>
  );
}

function MemberMenu({ member, isLastAdmin }: { member: MemberShape; isLastAdmin: boolean }) {
  const { reason } = useRole();
  const { show } = useToast();
  const signOut = useSignOutMember();
  const [isRemoving, setRemoving] = useState(false);
  const endSessions = () =>
    signOut.mutate(member.id, {
      onSuccess: () => show({ tone: "success", title: `${member.name} is signed out everywhere` }),
      onError: (error) => show({ tone: "error", title: `${member.name} is still signed in`, description: error.message }),
    });
  return (
    <>
      <RowMenu
        label={`Actions for ${member.name}`}
        reason={reason}
        items={[
          member.you
            ? { label: "Your profile", href: "/settings/profile" }
            : { label: "Sign out everywhere", onSelect: endSessions, disabledReason: signOut.isPending ? "Under way…" : undefined },
          "separator",
          {
            label: member.you ? "Leave the organization…" : "Remove…",
            destructive: true,
            onSelect: () => setRemoving(true),
            disabledReason: isLastAdmin ? lastAdminReason : undefined,
          },
        ]}
      />
      {isRemoving && <RemoveDialog member={member} onClose={() => setRemoving(false)} />}
    </>
  );
}
