"use client";

import { Waypoints } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { clearFilters } from "@/components/filtered-list/filters";
import { NoMatch } from "@/components/filtered-list/no-match";
import { ListStates } from "@/components/list/list-states";
import { useRowKeys } from "@/components/list/row-keys";
import { sentenceOf } from "@/components/subscription/sentence-parts";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useRole } from "@/lib/client/queries/me";
import { useDeleteSubscription, useSubscriptions, useUpdateSubscription } from "@/lib/client/queries/subscriptions";
import { useDelayedDelete } from "../delayed-delete";
import { LinkedFilter, ListBar, searchForLess, useListFilters } from "../list-bar";
import { NewEntry } from "../new-entry";
import { useOnceOpened } from "../opened";
import { useTurn } from "../use-turn";
import { useParts, type WholeSubscription } from "./parts";
import { SubscriptionRow } from "./subscription-row";

const loadDrawer = () => import("./subscription-drawer").then((module) => module.SubscriptionDrawer);
const SubscriptionDrawer = dynamic(loadDrawer, { ssr: false });
const reach = () => void loadDrawer();

const searchId = "search-subscriptions";
const filterNames = ["q", "environment", "channel", "destination"];

export function SubscriptionList() {
  const list = useSubscriptions();
  const parts = useParts();
  const { isHeld } = useDelayedDelete();
  const isUsed = useOnceOpened();
  useRowKeys(searchId);
  const data = parts.isReady ? list.data?.filter(({ id }) => !isHeld(id)).map(parts.complete) : undefined;
  const whole = { data, error: list.error ?? parts.error, refetch: () => Promise.all([list.refetch(), parts.refetch()]) };
  return (
    <>
      <PageHeader
        title="Subscriptions"
        description="Each carries the alerts of its channels to its destinations."
        actions={<NewSubscription />}
      />
      {data && data.length > 0 && (
        <ListBar id={searchId} label="Search subscriptions">
          <LinkedFilters />
        </ListBar>
      )}
      <ListStates list={whole} loading="Loading subscriptions" empty={<NoSubscriptions />}>
        {(subscriptions) => <Rows subscriptions={subscriptions} />}
      </ListStates>
      {isUsed && <SubscriptionDrawer />}
    </>
  );
}

function Rows({ subscriptions }: { subscriptions: readonly WholeSubscription[] }) {
  const { isShown } = useListFilters();
  const params = useSearchParams();
  const { reason } = useRole();
  const turn = useTurn(useUpdateSubscription().mutateAsync);
  const { mutateAsync: remove } = useDeleteSubscription();
  const { deleteLater } = useDelayedDelete();
  const channel = params.get("channel");
  const destination = params.get("destination");
  const shown = subscriptions.filter(
    (subscription) =>
      isShown(
        [subscription.name, sentenceOf(subscription), ...subscription.channels.map(({ pattern }) => pattern)],
        subscription.environment,
      ) &&
      (channel === null || subscription.channel_ids.includes(channel)) &&
      (destination === null || subscription.destination_ids.includes(destination)),
  );
  if (shown.length === 0) return <NoMatch title="No subscriptions match" text={searchForLess} onClear={() => clearFilters(filterNames)} />;
  return (
    <ul>
      {shown.map((subscription) => (
        <SubscriptionRow
          key={subscription.id}
          subscription={subscription}
          reason={reason}
          onSwitch={(enabled) => turn(subscription, enabled)}
          onDelete={() => deleteLater({ id: subscription.id, title: `Deleted ${subscription.name}`, remove })}
          onReach={reach}
        />
      ))}
    </ul>
  );
}

/** That the list shows what uses one channel or one destination. */
function LinkedFilters() {
  const params = useSearchParams();
  const { complete } = useParts();
  const channel = params.get("channel");
  const destination = params.get("destination");
  const { channels, destinations } = complete({ channel_ids: channel ? [channel] : [], destination_ids: destination ? [destination] : [] });
  return (
    <>
      {channel && <LinkedFilter name="channel">Of {channels[0]?.name ?? "a channel"}</LinkedFilter>}
      {destination && <LinkedFilter name="destination">To {destinations[0]?.name ?? "a destination"}</LinkedFilter>}
    </>
  );
}

const NewSubscription = () => <NewEntry noun="subscription" onReach={reach} />;

const NoSubscriptions = () => (
  <EmptyState
    icon={Waypoints}
    title="No subscriptions yet"
    text="A subscription says who hears of what: when an alert matches one of its channels, it is sent to each of its destinations. Without one, alerts are kept and shown in History, and nobody is told."
  >
    <NewSubscription />
  </EmptyState>
);
