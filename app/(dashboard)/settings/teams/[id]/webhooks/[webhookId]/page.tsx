import type { Metadata } from "next";
import { WebhookView } from "./webhook-view";

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage({ params }: { params: Promise<{ id: string; webhookId: string }> }) {
  const { id, webhookId } = await params;
  return <WebhookView key={webhookId} teamId={id} id={webhookId} />;
}
