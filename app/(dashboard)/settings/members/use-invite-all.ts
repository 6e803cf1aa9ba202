"use client";

import { useInvite } from "@/lib/client/queries/invitations";
import type { SentInvitationShape } from "@/lib/domain/people/invitation";
import type { Role } from "@/lib/domain/people/member";

/** What became of one address. */
export type Outcome = { email: string } & (
  | { invitation: SentInvitationShape; error?: undefined }
  | { invitation?: undefined; error: Error }
);

/** Invites one address after the other; a refused one does not keep the others back. */
export function useInviteAll() {
  const { mutateAsync } = useInvite();
  return async (emails: readonly string[], role: Role): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const email of emails) {
      try {
        outcomes.push({ email, invitation: await mutateAsync({ email, role }) });
      } catch (error) {
        outcomes.push({ email, error: error as Error });
      }
    }
    return outcomes;
  };
}
