import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MeShape, PasswordChange, ProfilePatch } from "@/lib/domain/people/profile";
import { api } from "../api";

/** Who is signed in, and where. */
export type Me = MeShape;

/** The dashboard's layout puts it into the cache, so it is there from the first paint. */
export const meKey = ["me"];

export function useMe() {
  return useQuery({ queryKey: meKey, queryFn: ({ signal }) => api<Me>("/api/v1/me", { signal }) });
}

/** Whether the person may change things; pages explain what they disable by it. */
export const useIsAdmin = (): boolean => useMe().data?.role === "admin";

/** The same, with the words for a control that is disabled by it. */
export function useRole(): { isAdmin: boolean; reason: string | undefined } {
  const isAdmin = useIsAdmin();
  return { isAdmin, reason: isAdmin ? undefined : "Only admins can change this." };
}

export function useChangeProfile() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patch: ProfilePatch) => api<Me>("/api/v1/me", { method: "PATCH", body: patch }),
    onSuccess: (me) => client.setQueryData(meKey, me),
    onSettled: () => client.invalidateQueries({ queryKey: ["members"] }),
  });
}

/** Sets a new password: other sessions end, this one goes on. */
export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: PasswordChange) => api("/api/v1/me/password", { method: "POST", body: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: meKey }),
  });
}

/** Ends all sessions of the caller, this one too: go to the sign-in page afterwards. */
export function useSignOutEverywhere() {
  return useMutation({ mutationFn: () => api("/api/v1/me/sign-out", { method: "POST" }) });
}

/** Works in another of the caller's organizations: load the page anew afterwards, everything on it is of the old one. */
export function useSwitchOrganization() {
  return useMutation({
    mutationFn: (organizationId: string) => api("/api/v1/me/organization", { method: "POST", body: { organization_id: organizationId } }),
  });
}
