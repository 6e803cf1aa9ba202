import { useQuery } from "@tanstack/react-query";
import type { ChannelInput, ChannelPatch, ChannelShape } from "@/lib/domain/routing/channel";
import { listKey, useCreate, useDelete, useUpdate } from "../changes";
import { listAll } from "../lists";

export function useChannels() {
  return useQuery({ queryKey: listKey("channels"), queryFn: ({ signal }) => listAll<ChannelShape>("/api/v1/channels", signal) });
}

type NewChannel = Omit<ChannelInput, "enabled"> & { enabled?: boolean };

export const useCreateChannel = () => useCreate<ChannelShape, NewChannel>("channels");
export const useUpdateChannel = () => useUpdate<ChannelShape, ChannelPatch>("channels");
export const useDeleteChannel = () => useDelete<ChannelShape>("channels");
