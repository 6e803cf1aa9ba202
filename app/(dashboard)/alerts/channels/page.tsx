import type { Metadata } from "next";
import { ChannelList } from "./channel-list";

export const metadata: Metadata = { title: "Channels" };

export default function ChannelsPage() {
  return (
    <>
      <h1 className="sr-only">Channels</h1>
      <ChannelList />
    </>
  );
}
