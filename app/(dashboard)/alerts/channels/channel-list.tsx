"use client";

import { Radio } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { clearFilters } from "@/components/filtered-list/filters";
import { NoMatch } from "@/components/filtered-list/no-match";
import { ListStates } from "@/components/list/list-states";
import { useRowKeys } from "@/components/list/row-keys";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useChannels, useDeleteChannel, useUpdateChannel } from "@/lib/client/queries/channels";
import { useRole } from "@/lib/client/queries/me";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import { useDelayedDelete } from "../delayed-delete";
import { ListBar, searchForLess, useListFilters } from "../list-bar";
import { NewEntry } from "../new-entry";
import { useOnceOpened } from "../opened";
import { useTurn } from "../use-turn";
import { ChannelRow } from "./channel-row";
import { useMatchCounts } from "./use-match-counts";

const loadDrawer = () => import("./channel-drawer").then((module) => module.ChannelDrawer);
const ChannelDrawer = dynamic(loadDrawer, { ssr: false });
const DeleteUsed = dynamic(() => import("./delete-used").then((module) => module.DeleteUsed), { ssr: false });
const reach = () => void loadDrawer();

const searchId = "search-channels";

export function ChannelList() {
  const list = useChannels();
  const { isHeld } = useDelayedDelete();
  const isUsed = useOnceOpened();
  useRowKeys(searchId);
  const data = list.data?.filter(({ id }) => !isHeld(id));
  return (
    <>
      <PageHeader
        title="Channels"
        description="Each is a pattern that alerts are known by: subscriptions listen to channels."
        actions={<NewChannel />}
      />
      {data && <ListBar id={searchId} label="Search channels" />}
      <ListStates list={{ ...list, data }} loading="Loading channels" empty={<NoChannels />}>
        {(channels) => <Groups channels={channels} />}
      </ListStates>
      {isUsed && <ChannelDrawer />}
    </>
  );
}

function Groups({ channels }: { channels: readonly ChannelShape[] }) {
  const { isShown, q, environment } = useListFilters();
  const shown = channels.filter((channel) => isShown([channel.name, channel.pattern, channel.description], channel.environment));
  const draw = useRows();
  const own = shown.filter(({ system }) => !system);
  // The list is newest first; these came in the order in which they are documented.
  const builtIn = shown.filter(({ system }) => system).reverse();
  const isNarrowed = q !== "" || environment !== null;
  if (isNarrowed && shown.length === 0)
    return <NoMatch title="No channels match" text={searchForLess} onClear={() => clearFilters(["q", "environment"])} />;
  return (
    <>
      {builtIn.length > 0 && (
        <Group title="Built in" note="Every organization has these. Their payload is checked when an alert is published.">
          {builtIn.map(draw.row)}
        </Group>
      )}
      {own.length > 0 ? <Group title="Your own">{own.map(draw.row)}</Group> : !isNarrowed && <NoChannels />}
      {draw.dialog}
    </>
  );
}

const Group = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <section aria-label={title}>
    <div className="flex flex-wrap items-baseline gap-x-3 border-b bg-muted/40 px-4 py-1.5 sm:px-6">
      <h2 className="font-medium text-xs">{title}</h2>
      {note && <p className="text-muted-foreground text-xs">{note}</p>}
    </div>
    <ul>{children}</ul>
  </section>
);

function useRows(): { row: (channel: ChannelShape) => ReactNode; dialog: ReactNode } {
  const channels = useChannels().data;
  const subscriptions = useSubscriptions().data;
  const matches = useMatchCounts(channels);
  const { reason } = useRole();
  const turn = useTurn(useUpdateChannel().mutateAsync);
  const { mutateAsync: remove } = useDeleteChannel();
  const { deleteLater } = useDelayedDelete();
  const [asked, setAsked] = useState<ChannelShape | null>(null);
  const [isAsking, setAsking] = useState(false);

  const usersOf = (id: string) => subscriptions?.filter(({ channel_ids }) => channel_ids.includes(id));
  function askToDelete(channel: ChannelShape): void {
    if (usersOf(channel.id)?.length === 0) {
      deleteLater({ id: channel.id, title: `Deleted ${channel.name}`, remove });
    } else {
      setAsked(channel);
      setAsking(true);
    }
  }
  return {
    row: (channel) => (
      <ChannelRow
        key={channel.id}
        channel={channel}
        used={usersOf(channel.id)?.length}
        matches={matches.get(channel.id)}
        reason={reason}
        onSwitch={(enabled) => turn(channel, enabled)}
        onDelete={() => askToDelete(channel)}
        onReach={reach}
      />
    ),
    dialog: asked && (
      <DeleteUsed
        open={isAsking}
        onOpenChange={setAsking}
        channel={asked}
        using={usersOf(asked.id) ?? []}
        onDisable={() => turn(asked, false)}
        onDelete={() => remove(asked.id)}
      />
    ),
  };
}

const NewChannel = () => <NewEntry noun="channel" onReach={reach} />;

const NoChannels = () => (
  <EmptyState
    icon={Radio}
    title="No channels of your own yet"
    text="A channel is a named pattern that must match the whole name of an alert, such as payment:.* for everything about payments. Subscriptions listen to channels."
  >
    <NewChannel />
  </EmptyState>
);
