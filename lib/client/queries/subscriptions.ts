import { useQuery } from "@tanstack/react-query";
import type { SubscriptionInput, SubscriptionPatch, SubscriptionShape } from "@/lib/domain/routing/subscription";
import { listKey, useCreate, useDelete, useUpdate } from "../changes";
import { listAll } from "../lists";

export function useSubscriptions() {
  return useQuery({
    queryKey: listKey("subscriptions"),
    queryFn: ({ signal }) => listAll<SubscriptionShape>("/api/v1/subscriptions", signal),
  });
}

type NewSubscription = Omit<SubscriptionInput, "enabled"> & { enabled?: boolean };

export const useCreateSubscription = () => useCreate<SubscriptionShape, NewSubscription>("subscriptions");
export const useUpdateSubscription = () => useUpdate<SubscriptionShape, SubscriptionPatch>("subscriptions");
export const useDeleteSubscription = () => useDelete<SubscriptionShape>("subscriptions");
