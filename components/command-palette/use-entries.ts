import { Bell, Filter, Link2, Radio } from "lucide-react";
import { useEffect, useState } from "react";
import { useRecentAlerts } from "@/lib/client/queries/alert-search";
import { useChannels } from "@/lib/client/queries/channels";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useKinds } from "@/lib/client/queries/kinds";
import { useRole } from "@/lib/client/queries/me";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import { sayMinute } from "../page/local-time";
import type { Entry, EntryGroup } from "./entry";
import { findEntries, readAlertId } from "./find-entries";
import { changes, pages, tester, themes } from "./fixed-entries";

/** How long nobody types before the server is asked, in milliseconds. */
const settlesMs = 120;

/** The newest alerts that fit; while the answer is on its way, those of the one before whose names fit. */
function useAlertSearch(text: string): AlertItemShape[] {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settlesMs);
    return () => clearTimeout(timer);
  }, [text]);
  const { data = [], isPlaceholderData } = useRecentAlerts(settled);
  return isPlaceholderData || settled !== text ? data.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())) : data;
}

/** What the palette offers for what was typed. */
export function useEntries(typed: string): EntryGroup[] {
  const { reason } = useRole();
  const kinds = useKinds();
  const destinations = useDestinations().data ?? [];
  const subscriptions = useSubscriptions().data ?? [];
  const channels = useChannels().data ?? [];
  const isSearch = typed.trim() !== "";
  const alerts = useAlertSearch(typed.trim());
  const id = readAlertId(typed);
  if (id)
    return [
      { label: "Alerts", items: [{ id, label: "Open this alert", detail: id, icon: Link2, action: { href: `/alerts/history/${id}` } }] },
    ];

  const own: EntryGroup[] = [
    {
      label: "Destinations",
      items: destinations.map(({ id, name, kind, target }) => ({
        id,
        label: name,
        detail: target || kinds.find((known) => known.kind === kind)?.label,
        kind,
        action: { href: `/alerts/destinations/${id}` },
      })),
    },
    {
      label: "Subscriptions",
      items: subscriptions.map(({ id, name }) => ({ id, label: name, icon: Filter, action: { href: `/alerts/subscriptions?edit=${id}` } })),
    },
    {
      label: "Channels",
      items: channels.map(({ id, name, pattern }) => ({
        id,
        label: name,
        detail: pattern === name ? undefined : pattern,
        icon: Radio,
        action: { href: `/alerts/channels?edit=${id}` },
      })),
    },
  ];
  const found = findEntries(
    [
      { label: "Actions", items: [...changes(reason), tester, ...(isSearch ? themes : [])] },
      { label: "Go to", items: pages },
    ],
    typed,
  );
  const recent: Entry[] = alerts.map(({ id, name, environment, created_at }) => ({
    id,
    label: name,
    detail: [environment, sayMinute(new Date(created_at))].filter(Boolean).join(" · "),
    icon: Bell,
    action: { href: `/alerts/history/${id}` },
  }));
  const last = { label: isSearch ? "Alerts" : "Recent alerts", items: recent };
  return [...found, ...(isSearch ? findEntries(own, typed) : []), ...(recent.length > 0 ? [last] : [])];
}
