import { useQuery } from "@tanstack/react-query";
import type { EnvironmentInput, EnvironmentPatch, EnvironmentShape } from "@/lib/domain/routing/environment";
import { listKey, useCreate, useDelete, useUpdate } from "../changes";
import { listAll } from "../lists";

export function useEnvironments() {
  return useQuery({
    queryKey: listKey("environments"),
    queryFn: ({ signal }) => listAll<EnvironmentShape>("/api/v1/environments", signal),
  });
}

export const useCreateEnvironment = () => useCreate<EnvironmentShape, EnvironmentInput>("environments");
export const useUpdateEnvironment = () => useUpdate<EnvironmentShape, EnvironmentPatch>("environments");
export const useDeleteEnvironment = () => useDelete<EnvironmentShape>("environments");
