import { redirect } from "next/navigation";

export default async function IntegrationPage({ params }: { params: Promise<{ integration: string }> }) {
  redirect(`/integrations/${encodeURIComponent((await params).integration)}/events`);
}
