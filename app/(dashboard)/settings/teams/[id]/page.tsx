import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTeam } from "@/lib/data/people/teams";
import { readUser } from "@/lib/identity/actor";
import { Team } from "./team";

interface Props {
  params: Promise<{ id: string }>;
}

/** The team's name, so that several open pages can be told apart. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const user = await readUser((await headers()).get("cookie"));
  const found = user ? await getTeam(user, (await params).id).catch(() => null) : null;
  return { title: found?.name ?? "Team" };
}

export default async function TeamPage({ params }: Props) {
  return <Team id={(await params).id} />;
}
