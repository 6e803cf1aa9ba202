import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TeamInput, TeamShape } from "@/lib/domain/people/team";
import { api } from "../api";
import { listAll } from "../lists";

const teamsKey = ["teams"];
const teamKey = (id: string) => ["teams", "one", id];

export function useTeams() {
  return useQuery({ queryKey: [...teamsKey, "list"], queryFn: ({ signal }) => listAll<TeamShape>("/api/v1/teams", signal) });
}

export function useTeam(id: string) {
  return useQuery({
    queryKey: teamKey(id),
    queryFn: ({ signal }) => api<TeamShape>(`/api/v1/teams/${encodeURIComponent(id)}`, { signal }),
  });
}

/** What a change of a team shows elsewhere: members list their teams, API keys name theirs. */
function useTeamChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all([teamsKey, ["members"], ["api-keys"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export const useMakeTeam = () => useTeamChange((input: TeamInput) => api<TeamShape>("/api/v1/teams", { method: "POST", body: input }));

export const useRenameTeam = () =>
  useTeamChange(({ id, name }: { id: string; name: string }) => api<TeamShape>(`/api/v1/teams/${id}`, { method: "PATCH", body: { name } }));

export const useDeleteTeam = () => useTeamChange((id: string) => api<void>(`/api/v1/teams/${id}`, { method: "DELETE" }));

interface Place {
  id: string;
  userId: string;
}

export const useAddTeamMember = () =>
  useTeamChange(({ id, userId }: Place) => api<void>(`/api/v1/teams/${id}/members/${userId}`, { method: "PUT" }));

export const useRemoveTeamMember = () =>
  useTeamChange(({ id, userId }: Place) => api<void>(`/api/v1/teams/${id}/members/${userId}`, { method: "DELETE" }));
