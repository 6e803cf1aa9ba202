import type { Metadata } from "next";
import { AllIntegrations } from "./all-integrations";

export const metadata: Metadata = { title: "All integrations" };

export default function AllIntegrationsPage() {
  return <AllIntegrations />;
}
