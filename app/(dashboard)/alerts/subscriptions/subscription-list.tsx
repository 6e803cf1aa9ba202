"use client";

import { Waypoints } from "lucide-react";
import type { ReactNode } from "react";
import { ApiExample } from "@/components/api-example";
import { EnabledLabel } from "@/components/enabled-label";
import { ListRow, ListStates } from "@/components/list-states";
import { EmptyState } from "@/components/ui/empty-state";
import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { SubscriptionShape } from "@/lib/domain/subscription";

type Names = ReadonlyMap<string, string>;

const namesOf = (entries: readonly { id: string; name: string }[] | undefined): Names =>
  new Map(entries?.map(({ id, name }) => [id, name]));

export function SubscriptionList() {
  const channels = namesOf(useChannels().data);
  const destinations = namesOf(useDestinations().data);
  return (
    <ListStates list={useSubscriptions()} loading="Loading subscriptions" empty={<NoSubscriptions />}>
      {(subscriptions) => (
        <ul>
          {subscriptions.map((subscription) => (
            <ListRow key={subscription.id}>
              <span className="min-w-0 flex-1 basis-64">
                <span className="block truncate font-medium text-sm">{subscription.name}</span>
                <Sentence subscription={subscription} channels={channels} destinations={destinations} />
              </span>
              <EnabledLabel enabled={subscription.enabled} />
            </ListRow>
          ))}
        </ul>
      )}
    </ListStates>
  );
}

/** What the subscription does: When *a* or *b* happens in *production*, notify *c* and *d*. */
function Sentence({ subscription, channels, destinations }: { subscription: SubscriptionShape; channels: Names; destinations: Names }) {
  const { channel_ids, destination_ids, environment } = subscription;
  return (
    <span className="block text-pretty text-muted-foreground text-xs [overflow-wrap:anywhere]">
      When {inWords(channel_ids, channels, "or", "no channel")} happens in {environment ? <Name>{environment}</Name> : "any environment"},
      notify {inWords(destination_ids, destinations, "and", "nobody")}.
    </span>
  );
}

function inWords(ids: readonly string[], names: Names, word: "or" | "and", none: string): ReactNode {
  if (ids.length === 0) return none;
  return ids.map((id, index) => (
    <span key={id}>
      {index === 0 ? "" : index === ids.length - 1 ? ` ${word} ` : ", "}
      <Name>{names.get(id) ?? "…"}</Name>
    </span>
  ));
}

const Name = ({ children }: { children: ReactNode }) => <span className="font-medium text-foreground">{children}</span>;

const example = { name: "Failed runs to on-call", channel_ids: ["chan_…"], destination_ids: ["dest_…"] };

const NoSubscriptions = () => (
  <EmptyState
    icon={Waypoints}
    title="No subscriptions yet"
    text="A subscription carries the alerts of its channels to its destinations, in one environment or in all of them. Make one through the API with a key of scope admin:"
  >
    <ApiExample path="/api/v1/subscriptions" body={example} />
  </EmptyState>
);
