import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AcceptInvitationInput, FoundInvitationShape, InvitationShape, SentInvitationShape } from "@/lib/domain/people/invitation";
import type { Role } from "@/lib/domain/people/member";
import { api } from "../api";
import { listAll } from "../lists";

const invitationsKey = ["invitations"];

/** The open invitations, newest first. */
export function useInvitations() {
  return useQuery({ queryKey: invitationsKey, queryFn: ({ signal }) => listAll<InvitationShape>("/api/v1/invitations", signal) });
}

/** Invites an address. The answer says what became of the mail, and alone holds the link. */
export function useInvite() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: { email: string; role: Role }) => api<SentInvitationShape>("/api/v1/invitations", { method: "POST", body: input }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsKey }),
  });
}

/** Mails an invitation again, with a new link; the old one is worthless then. */
export function useResendInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<SentInvitationShape>(`/api/v1/invitations/${id}/resend`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey }),
  });
}

export function useRevokeInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(`/api/v1/invitations/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey }),
  });
}

/** What the invitation of a link says; for somebody who is not signed in. Null while there is no token. */
export function useFoundInvitation(token: string | null) {
  return useQuery({
    queryKey: ["invitation", token],
    enabled: token !== null,
    queryFn: ({ signal }) => api<FoundInvitationShape>("/api/v1/invitations/find", { method: "POST", body: { token }, signal }),
    retry: false,
  });
}

/** Accepts an invitation; gives the address to sign in with. */
export function useAcceptInvitation() {
  return useMutation({
    mutationFn: (input: AcceptInvitationInput) => api<{ email: string }>("/api/v1/invitations/accept", { method: "POST", body: input }),
  });
}
