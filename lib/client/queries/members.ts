import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MemberShape, Role } from "@/lib/domain/people/member";
import { api } from "../api";
import { listAll } from "../lists";
import { meKey } from "./me";

const membersKey = ["members"];

export function useMembers() {
  return useQuery({ queryKey: membersKey, queryFn: ({ signal }) => listAll<MemberShape>("/api/v1/members", signal) });
}

/** Changes a member's role: shown at once, and taken back when it is refused. */
export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) =>
      api<MemberShape>(`/api/v1/members/${id}`, { method: "PATCH", body: { role } }),
    onMutate: async ({ id, role }) => {
      await client.cancelQueries({ queryKey: membersKey });
      const before = client.getQueryData<MemberShape[]>(membersKey);
      client.setQueryData<MemberShape[]>(membersKey, (list) => list?.map((one) => (one.id === id ? { ...one, role } : one)));
      return { before };
    },
    onError: (_error, _input, context) => client.setQueryData(membersKey, context?.before),
    onSettled: (_member, _error, { id }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: membersKey }),
        // One's own role decides what the pages offer.
        client.getQueryData<{ user: { id: string } | null }>(meKey)?.user?.id === id && client.invalidateQueries({ queryKey: meKey }),
      ]),
  });
}

export function useRemoveMember() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api(`/api/v1/members/${id}`, { method: "DELETE" }),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: membersKey }), client.invalidateQueries({ queryKey: ["teams"] })]),
  });
}

/** Ends all sessions of a member. */
export function useSignOutMember() {
  return useMutation({ mutationFn: (id: string) => api(`/api/v1/members/${id}/sign-out`, { method: "POST" }) });
}
