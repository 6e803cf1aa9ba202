import type { Metadata } from "next";
import { Received } from "./received/received";

export const metadata: Metadata = { title: "Integrations" };

export default function IntegrationsPage() {
  return <Received />;
}
