import type { Metadata } from "next";
import { AlertView } from "./alert-view";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  return <AlertView id={(await params).id} />;
}
