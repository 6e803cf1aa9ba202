import type { Metadata } from "next";
import { Team } from "./team";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params }: { params: Promise<{ id: string }> }) {
  return <Team id={(await params).id} />;
}
