"use client";

import { Button, LinkButton } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useFoundInvitation } from "@/lib/client/queries/invitations";
import { AcceptForm } from "./accept-form";
import { Frame } from "./frame";
import { useInvitationToken } from "./invitation-token";
import { OtherAccount } from "./other-account";

interface Props {
  queryToken: string | null;
  /** The address of the session that the browser has. */
  signedInAs: string | null;
  github: boolean;
  google: boolean;
}

export function AcceptInvitation({ queryToken, signedInAs, github, google }: Props) {
  const token = useInvitationToken(queryToken);
  const { data: invitation, error, refetch, isFetching } = useFoundInvitation(token ?? null);
  if (token === null)
    return (
      <Frame
        title="This link is incomplete"
        text="A part of it was lost on the way. Open it from the mail again, or ask for a new invitation."
      >
        <ToSignIn />
      </Frame>
    );
  if (error instanceof ApiError && error.status === 410)
    return (
      <Frame
        title="This invitation is no longer valid"
        text="It was used, replaced or taken back, or is older than 7 days. If you have accepted it, sign in; else ask for a new one."
      >
        <ToSignIn />
      </Frame>
    );
  if (error)
    return (
      <Frame title="The invitation could not be loaded" text={error.message}>
        <Button variant="primary" size="wide" onClick={() => void refetch()} disabled={isFetching}>
          {isFetching ? "Trying…" : "Try again"}
        </Button>
      </Frame>
    );
  if (!token || !invitation) return <Loading />;
  if (signedInAs && !invitation.signed_in) return <OtherAccount invitation={invitation} signedInAs={signedInAs} />;
  return <AcceptForm token={token} invitation={invitation} providers={{ github, google }} />;
}

const ToSignIn = () => (
  <LinkButton variant="primary" size="wide" href="/sign-in">
    To the sign-in page
  </LinkButton>
);

const Loading = () => (
  <div role="status" className="grid gap-3">
    <h1 className="sr-only">Loading the invitation</h1>
    <Skeleton className="h-7 w-3/5" />
    <Skeleton className="h-4 w-4/5" />
    <Skeleton className="mt-4 h-9 w-full" />
    <Skeleton className="h-9 w-full" />
  </div>
);
