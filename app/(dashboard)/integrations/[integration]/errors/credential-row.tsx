"use client";

import { CircleCheck, CircleDashed, CircleX, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useToast } from "@/components/ui/popup/toast";
import { RelativeTime } from "@/components/ui/relative-time";
import { useCheckCredential } from "@/lib/client/queries/credentials";
import { useTeams } from "@/lib/client/queries/teams";
import type { CheckShape, CredentialShape } from "@/lib/domain/moments/credential";
import { notTheirs } from "../../may-manage";
import { CheckAnswer } from "./check-answer";
import type { Contact } from "./credentials";

const DeleteCredential = dynamic(() => import("./delete-credential").then((module) => module.DeleteCredential));

const looks = {
  ok: { tone: "success", icon: CircleCheck, label: "Working" },
  failing: { tone: "destructive", icon: CircleX, label: "Failing" },
  unchecked: { tone: "neutral", icon: CircleDashed, label: "Not checked yet" },
} as const;

interface Props {
  credential: CredentialShape;
  contact: Contact;
  label: string;
  onReplace: () => void;
}

/** A team's credential, masked; whether it works, and since when. */
export function CredentialRow({ credential, contact, label, onReplace }: Props) {
  const team = useTeams().data?.find(({ id }) => id === credential.team_id)?.name ?? "A team";
  const check = useCheckCredential();
  const { show } = useToast();
  const [answer, setAnswer] = useState<CheckShape | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const reason = credential.may_manage ? null : notTheirs;
  const { tone, icon, label: status } = looks[credential.status];
  const test = () => {
    if (check.isPending) return;
    setAnswer(null);
    check.mutate(credential.id, {
      onSuccess: setAnswer,
      onError: ({ message }) => show({ tone: "error", title: "The connection was not tested", description: message }),
    });
  };
  return (
    <li className="grid grid-cols-1 gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="flex flex-wrap items-center gap-2 text-sm">
            <span className="font-medium [overflow-wrap:anywhere]">{team}</span>
            <Chip tone={tone} icon={icon}>
              {status}
            </Chip>
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted-foreground text-xs">
            {contact.fields.map(({ name, label: field }) =>
              credential.config[name] ? (
                <span key={name}>
                  {field} <code className="font-mono">{credential.config[name]}</code>
                </span>
              ) : null,
            )}
            <Checked credential={credential} label={label} />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Button size="sm" disabledReason={reason} aria-disabled={check.isPending} onClick={test}>
            {check.isPending ? "Testing…" : "Test connection"}
          </Button>
          <Button size="sm" disabledReason={reason} onClick={onReplace}>
            Replace
          </Button>
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Delete the credential of ${team}`}
            disabledReason={reason}
            onClick={() => setDeleting(true)}
          >
            <Trash2 aria-hidden="true" className="size-3.5" />
          </Button>
        </div>
      </div>
      {answer && <CheckAnswer answer={answer} />}
      {isDeleting && <DeleteCredential credential={credential} team={team} label={label} open={isDeleting} onOpenChange={setDeleting} />}
    </li>
  );
}

const Checked = ({ credential: { status, checked_at, ok_at, pause_until }, label }: { credential: CredentialShape; label: string }) => (
  <>
    {checked_at && (
      <span>
        Checked <RelativeTime iso={checked_at} />
      </span>
    )}
    {status === "failing" && ok_at && (
      <span>
        Worked <RelativeTime iso={ok_at} />
      </span>
    )}
    {pause_until && (
      <span>
        {label} is asked again <RelativeTime iso={pause_until} />
      </span>
    )}
  </>
);
