import type { Metadata } from "next";
import type { ReactNode } from "react";
import { integrationOf } from "@/lib/integrations";
import { IntegrationFrame } from "./integration-frame";

interface Props {
  params: Promise<{ integration: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: integrationOf((await params).integration)?.label ?? "Integration" };
}

export default async function IntegrationLayout({ params, children }: Props) {
  return <IntegrationFrame name={(await params).integration}>{children}</IntegrationFrame>;
}
