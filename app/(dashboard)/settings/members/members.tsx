"use client";

import { UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { ListStates } from "@/components/list/list-states";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ActionsTh, Table, Th, Thead } from "@/components/ui/table";
import { useMe, useRole } from "@/lib/client/queries/me";
import { useMembers } from "@/lib/client/queries/members";
import type { MemberShape } from "@/lib/domain/people/member";
import { useNew } from "../use-new";
import { Invitations } from "./invitations";
import { MemberRow } from "./member-row";

const InviteDialog = dynamic(() => import("./invite-dialog").then((module) => module.InviteDialog));

export function Members() {
  const { reason } = useRole();
  const organization = useMe().data?.organization.name;
  const [isInviting, setInviting] = useNew();
  return (
    <>
      <PageHeader
        title="Members"
        description={`Who can sign in to ${organization ?? "this organization"}. Admins change things; members see everything but secrets.`}
        actions={
          <Button variant="primary" disabledReason={reason} onClick={() => setInviting(true)}>
            <UserPlus aria-hidden="true" className="size-4" />
            Invite
          </Button>
        }
      />
      {/* Somebody always looks at it: it is never empty. */}
      <ListStates list={useMembers()} loading="Loading members" empty={null}>
        {(members) => <MemberTable members={members} />}
      </ListStates>
      <Invitations />
      {isInviting && !reason && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

/** Oneself first, then by name. */
const inOrder = (members: readonly MemberShape[]) =>
  [...members].sort((one, other) => Number(other.you) - Number(one.you) || one.name.localeCompare(other.name));

function MemberTable({ members }: { members: readonly MemberShape[] }) {
  const admins = members.filter(({ role }) => role === "admin").length;
  return (
    <Table label="Members" className="table-fixed">
      <Thead>
        <tr>
          <Th>Name</Th>
          <Th className="w-32 sm:w-28">Role</Th>
          <Th className="max-lg:hidden">Teams</Th>
          <Th className="w-28 max-md:hidden">Joined</Th>
          <ActionsTh className="w-11 sm:w-14" />
        </tr>
      </Thead>
      <tbody>
        {inOrder(members).map((member) => (
          <MemberRow key={member.id} member={member} isLastAdmin={member.role === "admin" && admins === 1} />
        ))}
      </tbody>
    </Table>
  );
}
