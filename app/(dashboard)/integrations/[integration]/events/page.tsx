import { ReceivedList } from "../../received/received";

export default async function IntegrationEventsPage({ params }: { params: Promise<{ integration: string }> }) {
  return <ReceivedList integration={(await params).integration} />;
}
