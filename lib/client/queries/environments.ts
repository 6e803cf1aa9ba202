import { useQuery } from "@tanstack/react-query";
import type { EnvironmentShape } from "@/lib/domain/environment";
import { listAll } from "../lists";

export function useEnvironments() {
  return useQuery({ queryKey: ["environments"], queryFn: ({ signal }) => listAll<EnvironmentShape>("/api/v1/environments", signal) });
}
