import type { Metadata } from "next";
import { headers } from "next/headers";
import { getAlert } from "@/lib/data/alerts/alerts";
import { readUser } from "@/lib/identity/actor";
import { AlertView } from "./alert-view";

interface Props {
  params: Promise<{ id: string }>;
}

/** The alert's name, so that several open pages can be told apart. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const user = await readUser((await headers()).get("cookie"));
  const found = user ? await getAlert(user, (await params).id).catch(() => null) : null;
  return { title: found?.alert.name ?? "Alert" };
}

export default async function AlertPage({ params }: Props) {
  return <AlertView id={(await params).id} />;
}
