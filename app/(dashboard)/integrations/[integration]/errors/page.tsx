import { IntegrationErrors } from "./integration-errors";

export default async function IntegrationErrorsPage({ params }: { params: Promise<{ integration: string }> }) {
  return <IntegrationErrors name={(await params).integration} />;
}
