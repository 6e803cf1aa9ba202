import type { Metadata } from "next";
import { DestinationsView } from "./destinations-view";

export const metadata: Metadata = { title: "Destinations" };

export default function DestinationsPage() {
  return <DestinationsView />;
}
