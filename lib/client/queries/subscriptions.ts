import { useQuery } from "@tanstack/react-query";
import type { SubscriptionShape } from "@/lib/domain/subscription";
import { listAll } from "../lists";

export function useSubscriptions() {
  return useQuery({ queryKey: ["subscriptions"], queryFn: ({ signal }) => listAll<SubscriptionShape>("/api/v1/subscriptions", signal) });
}
