import { LinkButton } from "@/components/ui/button";
import type { FoundInvitationShape } from "@/lib/domain/people/invitation";
import { Frame } from "./frame";
import { invitedAs } from "./invited-as";

/** The account has no password to prove it by: it is signed in to by mail, GitHub or Google, and comes back. */
export const SignInFirst = ({ invitation }: { invitation: FoundInvitationShape }) => (
  <Frame
    title={`Join ${invitation.organization}`}
    text={<>{invitedAs(invitation)} You have an account under this address already: sign in to it, then you come back here.</>}
  >
    <LinkButton variant="primary" size="wide" href="/sign-in?callbackUrl=/accept-invitation">
      Sign in
    </LinkButton>
  </Frame>
);
