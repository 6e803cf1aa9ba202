"use client";

import { Lock, Radio } from "lucide-react";
import { ApiExample } from "@/components/api-example";
import { EnabledLabel } from "@/components/enabled-label";
import { ListRow, ListStates, Scope } from "@/components/list-states";
import { Pattern } from "@/components/pattern";
import { EmptyState } from "@/components/ui/empty-state";
import { useChannels } from "@/lib/client/queries/channels";
import type { ChannelShape } from "@/lib/domain/channel";

export function ChannelList() {
  return (
    <ListStates list={useChannels()} loading="Loading channels" empty={<NoChannels />}>
      {(channels) => (
        <>
          <ul>
            {channels.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} />
            ))}
          </ul>
          {channels.every(({ system }) => system) && <NoChannels />}
        </>
      )}
    </ListStates>
  );
}

const ChannelRow = ({ channel: { name, pattern, description, environment, enabled, system } }: { channel: ChannelShape }) => (
  <ListRow>
    <span className="min-w-0 flex-1 basis-52">
      <span className="flex items-center gap-2">
        <span className="truncate font-medium text-sm">{name}</span>
        {system && (
          <span
            title="Built in: every organization has it, and it cannot be changed."
            className="inline-flex items-center gap-1 text-muted-foreground text-xs"
          >
            <Lock aria-hidden="true" className="size-3" />
            System
          </span>
        )}
      </span>
      {description && <span className="block truncate text-muted-foreground text-xs">{description}</span>}
    </span>
    <span className="min-w-0 flex-1 basis-52">
      <Pattern pattern={pattern} />
    </span>
    <span className="flex items-center justify-between gap-4 max-sm:w-full sm:w-52">
      <Scope environment={environment} />
      <EnabledLabel enabled={enabled} />
    </span>
  </ListRow>
);

const example = { name: "Payments", pattern: "payment:.*" };

const NoChannels = () => (
  <EmptyState
    icon={Radio}
    title="No channels of your own yet"
    text="A channel is a named pattern (RE2) that must match the whole name of an alert; subscriptions listen to channels. Make one through the API with a key of scope admin:"
  >
    <ApiExample path="/api/v1/channels" body={example} />
  </EmptyState>
);
