"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useRole } from "@/lib/client/queries/me";
import type { TeamShape } from "@/lib/domain/people/team";

const TeamDialog = dynamic(() => import("../team-dialog").then((module) => module.TeamDialog));
const DeleteTeamDialog = dynamic(() => import("./delete-team-dialog").then((module) => module.DeleteTeamDialog));

export function TeamActions({ team }: { team: TeamShape }) {
  const { reason } = useRole();
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const close = () => setDialog(null);
  return (
    <>
      <Button disabledReason={reason} onClick={() => setDialog("rename")}>
        Rename
      </Button>
      <Button disabledReason={reason} onClick={() => setDialog("delete")}>
        Delete
      </Button>
      {dialog === "rename" && <TeamDialog team={team} onClose={close} />}
      {dialog === "delete" && <DeleteTeamDialog team={team} onClose={close} />}
    </>
  );
}
