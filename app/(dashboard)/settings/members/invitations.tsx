"use client";

import { MailX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { roleLabels } from "@/components/page/role";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useToast } from "@/components/ui/popup/toast";
import { RelativeTime } from "@/components/ui/relative-time";
import { ActionsTh, Table, Td, Th, Thead, Tr } from "@/components/ui/table";
import { useInvitations, useResendInvitation } from "@/lib/client/queries/invitations";
import { useRole } from "@/lib/client/queries/me";
import type { InvitationShape, SentInvitationShape } from "@/lib/domain/people/invitation";
import { RowMenu } from "../row-menu";

const InvitedDialog = dynamic(() => import("./invited-dialog").then((module) => module.InvitedDialog));
const RevokeDialog = dynamic(() => import("./revoke-dialog").then((module) => module.RevokeDialog));

/** Who was asked to join and has not yet; nothing when there is nobody. */
export function Invitations() {
  const { data, error, refetch } = useInvitations();
  if (!data && error) return <NotLoaded error={error} onRetry={() => void refetch()} />;
  if (!data || data.length === 0) return null;
  return (
    <section aria-labelledby="invitations" className="border-t">
      <h2 id="invitations" className="px-4 pt-6 pb-2 font-semibold text-base sm:px-6">
        Invitations
      </h2>
      <Table label="Invitations" className="table-fixed">
        <Thead>
          <tr>
            <Th>E-mail</Th>
            <Th className="w-28">Role</Th>
            <Th className="w-28 max-md:hidden">Sent</Th>
            <Th className="w-28 max-sm:hidden">Expires</Th>
            <ActionsTh />
          </tr>
        </Thead>
        <tbody>
          {data.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** Below the members it takes one line: what failed for both says it at length above. */
const NotLoaded = ({ error, onRetry }: { error: Error; onRetry: () => void }) => (
  <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-3 text-muted-foreground text-xs sm:px-6">
    The invitations could not be loaded: {error.message}
    <Button size="sm" onClick={onRetry}>
      Try again
    </Button>
  </p>
);

function InvitationRow({ invitation }: { invitation: InvitationShape }) {
  const { email, role, created_at } = invitation;
  return (
    <Tr>
      <Td>
        <span className="block truncate" title={email}>
          {email}
        </span>
        <span className="sm:hidden">
          <Ends invitation={invitation} />
        </span>
      </Td>
      <Td>{roleLabels[role]}</Td>
      <Td className="text-muted-foreground text-xs max-md:hidden">
        <RelativeTime iso={created_at} />
      </Td>
      <Td className="max-sm:hidden">
        <Ends invitation={invitation} />
      </Td>
      <Td className="text-right">
        <InvitationMenu invitation={invitation} />
      </Td>
    </Tr>
  );
}

const Ends = ({ invitation: { expired, expires_at } }: { invitation: InvitationShape }) =>
  expired ? (
    <Chip tone="warning" icon={MailX}>
      Expired
    </Chip>
  ) : (
    <span className="text-muted-foreground text-xs">
      <span className="sm:hidden">Expires </span>
      <RelativeTime iso={expires_at} />
    </span>
  );

function InvitationMenu({ invitation: { id, email } }: { invitation: InvitationShape }) {
  const { reason } = useRole();
  const { show } = useToast();
  const resend = useResendInvitation();
  const [sent, setSent] = useState<SentInvitationShape | null>(null);
  const [isRevoking, setRevoking] = useState(false);
  const sendAgain = () =>
    resend.mutate(id, {
      onSuccess: setSent,
      onError: (error) => show({ tone: "error", title: "The invitation was not sent again", description: error.message }),
    });
  return (
    <>
      <RowMenu
        label={`Actions for the invitation of ${email}`}
        reason={reason}
        items={[
          { label: "Resend with a new link", onSelect: sendAgain, disabledReason: resend.isPending ? "Under way…" : undefined },
          "separator",
          { label: "Revoke…", destructive: true, onSelect: () => setRevoking(true) },
        ]}
      />
      {sent && <InvitedDialog outcomes={[{ email, invitation: sent }]} onClose={() => setSent(null)} />}
      {isRevoking && <RevokeDialog id={id} email={email} onClose={() => setRevoking(false)} />}
    </>
  );
}
