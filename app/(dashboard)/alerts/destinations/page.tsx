import type { Metadata } from "next";
import { DestinationList } from "./destination-list";

export const metadata: Metadata = { title: "Destinations" };

export default function DestinationsPage() {
  return (
    <>
      <h1 className="sr-only">Destinations</h1>
      <DestinationList />
    </>
  );
}
