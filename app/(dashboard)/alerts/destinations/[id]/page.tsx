import type { Metadata } from "next";
import { headers } from "next/headers";
import { getDestination } from "@/lib/data/destinations/destinations";
import { readUser } from "@/lib/identity/actor";
import { DestinationView } from "./destination-view";

interface Props {
  params: Promise<{ id: string }>;
}

/** The destination's name, so that several open pages can be told apart. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const user = await readUser((await headers()).get("cookie"));
  const found = user ? await getDestination(user, (await params).id).catch(() => null) : null;
  return { title: found?.name ?? "Destination" };
}

export default async function DestinationPage({ params }: Props) {
  return <DestinationView id={(await params).id} />;
}
