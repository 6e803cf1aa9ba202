"use client";

import { CircleAlert, CircleCheck, CircleX, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/popup/dialog";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { ApiError } from "@/lib/client/api";
import type { SentInvitationShape } from "@/lib/domain/people/invitation";
import type { Outcome } from "./use-invite-all";

const looks: Record<SentInvitationShape["mail"], { icon: LucideIcon; look: string; sentence: string }> = {
  sent: { icon: CircleCheck, look: "text-success", sentence: "The mail is on its way." },
  captured: {
    icon: CircleAlert,
    look: "text-warning",
    sentence: "No mail was sent: this installation has no mailer, so the mail was captured here. Hand over the link yourself.",
  },
  failed: {
    icon: CircleX,
    look: "text-destructive",
    sentence: "The mail could not be sent. Hand over the link yourself, or resend it later.",
  },
};

/** What became of invitations, honestly. Their links are in this answer only. */
export function InvitedDialog({ outcomes, onClose }: { outcomes: readonly Outcome[]; onClose: () => void }) {
  const returnFocus = useReturnFocus();
  const [isOpen, setOpen] = useState(true);
  const invited = outcomes.filter((outcome) => outcome.invitation).length;
  const title = invited === 0 ? "Nobody was invited" : invited === 1 ? "1 person is invited" : `${invited} people are invited`;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      onClosed={() => {
        returnFocus();
        onClose();
      }}
      title={title}
      footer={
        <Button variant="primary" onClick={() => setOpen(false)}>
          Done
        </Button>
      }
    >
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {outcomes.map((outcome) => (
          <OutcomeEntry key={outcome.email} outcome={outcome} />
        ))}
      </ul>
    </Dialog>
  );
}

function OutcomeEntry({ outcome: { email, invitation, error } }: { outcome: Outcome }) {
  const { icon: Icon, look, sentence } = invitation ? looks[invitation.mail] : { ...looks.failed, sentence: sayError(error) };
  const needsMail = invitation && invitation.mail !== "sent" && invitation.url === null;
  return (
    <li className="grid gap-1.5">
      <span className="flex items-start gap-2 text-sm">
        <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${look}`} />
        <span className="grid min-w-0 flex-1">
          <span className="truncate font-medium">{email}</span>
          <span className="text-pretty text-muted-foreground text-xs">
            {needsMail ? "The mail did not leave, and addresses must be proven by mail here: set up a mailer, then resend it." : sentence}
          </span>
        </span>
        {invitation?.url && invitation.mail === "sent" && <CopyButton text={invitation.url} label={`Copy the link for ${email}`} />}
      </span>
      {invitation?.url && invitation.mail !== "sent" && <AcceptLink url={invitation.url} email={email} />}
    </li>
  );
}

/** The API speaks of the field; the address stands above. */
function sayError(error: Error | undefined): string | undefined {
  const [first] = error instanceof ApiError ? error.errors : [];
  return first ? `The address ${first.message}.` : error?.message;
}

const AcceptLink = ({ url, email }: { url: string; email: string }) => (
  <div className="ml-6 flex items-center gap-1 rounded-md border bg-muted/50 py-1 pr-1 pl-2.5">
    <code className="min-w-0 flex-1 select-all truncate font-mono text-xs">{url}</code>
    <CopyButton text={url} label={`Copy the link for ${email}`} />
  </div>
);
