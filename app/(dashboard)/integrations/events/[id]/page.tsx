import type { Metadata } from "next";
import { EventView } from "./event-view";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: { params: Promise<{ id: string }> }) {
  return <EventView id={(await params).id} />;
}
