"use client";

import { RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { notTheirs, useManageableTeams } from "../may-manage";

const RetryCauseDialog = dynamic(() => import("./retry-cause-dialog").then((module) => module.RetryCauseDialog));

export interface CauseChoice {
  cause: string;
  integration: string;
  /** How many there are, where that is known already. */
  count?: number;
  /** The filters that narrow them further, as the API names them. */
  query?: string;
  /** The same in words. */
  among?: readonly { name: string; label: string; value: string }[];
}

/** Has everything read again that errored for the same cause, once it has said how much that is. */
export function RetryCause(choice: CauseChoice) {
  const teams = useManageableTeams();
  const [asked, setAsked] = useState<{ choice: CauseChoice; at: string } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    // What is counted is what had come when the question was asked.
    setAsked({ choice, at: new Date().toISOString() });
    setOpen(true);
  };
  return (
    <>
      <Button size="sm" aria-haspopup="dialog" disabledReason={teams?.length === 0 ? notTheirs : null} onClick={open}>
        <RotateCw aria-hidden="true" className="size-3.5" />
        {choice.count === undefined ? "Retry all of this cause…" : `Retry all ${choice.count.toLocaleString()} of this cause…`}
      </Button>
      {asked && <RetryCauseDialog key={asked.at} {...asked} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
