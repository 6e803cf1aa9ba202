import { useQuery } from "@tanstack/react-query";
import type { ChannelShape } from "@/lib/domain/channel";
import { listAll } from "../lists";

export function useChannels() {
  return useQuery({ queryKey: ["channels"], queryFn: ({ signal }) => listAll<ChannelShape>("/api/v1/channels", signal) });
}
