"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { roleLabels, roleOptions } from "@/components/page/role";
import { Button } from "@/components/ui/button";
import { SelectMenu } from "@/components/ui/choice/select";
import { useUndo } from "@/components/ui/popup/toast";
import { useRole } from "@/lib/client/queries/me";
import { useChangeRole } from "@/lib/client/queries/members";
import type { MemberShape, Role } from "@/lib/domain/people/member";

const StepDownDialog = dynamic(() => import("./step-down-dialog").then((module) => module.StepDownDialog));

export const lastAdminReason = "This is the only admin. Make somebody else an admin first.";

export function RoleSelect({ member, isLastAdmin }: { member: MemberShape; isLastAdmin: boolean }) {
  const { isAdmin, reason } = useRole();
  const { mutateAsync } = useChangeRole();
  const { undoable } = useUndo();
  const [isSteppingDown, setSteppingDown] = useState(false);
  const { id, name, role, you } = member;
  if (!isAdmin || isLastAdmin)
    return (
      <Button size="sm" variant="ghost" disabledReason={reason ?? lastAdminReason} className="-ml-2 opacity-100!">
        {roleLabels[role]}
        <span className="sr-only">, the role of {name}</span>
      </Button>
    );

  function choose(next: Role) {
    if (next === role) return;
    if (you) return setSteppingDown(true);
    void undoable({
      title: `${name} is ${next === "admin" ? "an admin" : "a member"} now`,
      perform: () => mutateAsync({ id, role: next }),
      undo: () => mutateAsync({ id, role }),
    });
  }
  return (
    <>
      <SelectMenu
        label={`Role of ${name}`}
        value={role}
        onValueChange={choose}
        options={roleOptions}
        className="-ml-2.5 max-w-32 border-transparent bg-transparent shadow-none! hover:border-input"
      />
      {isSteppingDown && <StepDownDialog id={id} onClose={() => setSteppingDown(false)} />}
    </>
  );
}
