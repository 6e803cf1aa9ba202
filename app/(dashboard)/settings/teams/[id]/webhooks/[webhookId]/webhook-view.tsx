"use client";

import { SearchX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useTeam } from "@/lib/client/queries/teams";
import { useWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { SigningSecret } from "../signing/signing-secret";
import { UrlField } from "../token/url-field";
import { CallersSection } from "./callers";
import { LastEvents } from "./last-events";
import { SettingsSection } from "./settings-section";
import { WebhookHeader } from "./webhook-header";

const Setup = dynamic(() => import("../setup/setup").then((module) => module.Setup), {
  loading: () => <Skeleton className="h-40 w-full" />,
});
const Rotation = dynamic(() => import("./rotation/rotation").then((module) => module.Rotation));
const Expired = dynamic(() => import("./rotation/expired").then((module) => module.Expired));

export function WebhookView({ teamId, id }: { teamId: string; id: string }) {
  const [isDeleting, setDeleting] = useState(false);
  const { data: webhook, error, refetch } = useWebhook(id, isDeleting);
  const { data: team } = useTeam(webhook?.team_id ?? teamId);
  const retry = () => void refetch();
  const back = { href: `/settings/teams/${webhook?.team_id ?? teamId}`, label: team?.name ?? "Team" };
  const isUnknown = error instanceof ApiError && error.status === 404;
  if (!webhook || isUnknown)
    return (
      <>
        <PageHeader title="Webhook" back={back} />
        {isUnknown && <NotFound href={back.href} />}
        {error && !isUnknown && <ErrorState error={error} onRetry={retry} />}
        {!error && <SkeletonRows label="Loading the webhook" />}
      </>
    );
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <WebhookHeader webhook={webhook} back={back} onDeleting={setDeleting} />
      <Parts webhook={webhook} />
    </>
  );
}

function Parts({ webhook }: { webhook: WebhookShape }) {
  const isRotated = webhook.replaced_by !== null || webhook.replaces !== null;
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-7 px-4 pb-10 sm:px-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 gap-7 xl:col-span-2">
        <Section title="URL">
          <UrlField webhook={webhook} />
        </Section>
        {isRotated && <Rotation webhook={webhook} />}
        {webhook.expired && !isRotated && <Expired webhook={webhook} />}
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-7">
        {/* What is set up anew shall use the new token. */}
        {webhook.replaced_by === null && (
          <Section title="Setup">
            <Setup webhook={webhook} />
          </Section>
        )}
        <LastEvents webhook={webhook} />
        {!isRotated && <CallersSection webhook={webhook} />}
      </div>
      <div className="grid min-w-0 grid-cols-1 content-start gap-7">
        <SettingsSection webhook={webhook} />
        <SigningSecret webhook={webhook} />
      </div>
    </div>
  );
}

const NotFound = ({ href }: { href: string }) => (
  <EmptyState icon={SearchX} title="There is no such webhook" text="It was deleted, or belongs to another organization of yours.">
    <LinkButton href={href}>The team's webhooks</LinkButton>
  </EmptyState>
);
