import { useQuery } from "@tanstack/react-query";
import type { DestinationShape } from "@/lib/domain/destination";
import { listAll } from "../lists";

export function useDestinations() {
  return useQuery({ queryKey: ["destinations"], queryFn: ({ signal }) => listAll<DestinationShape>("/api/v1/destinations", signal) });
}
