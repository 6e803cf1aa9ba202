"use client";

import { BellOff } from "lucide-react";
import { Deliveries } from "@/components/alert/deliveries";
import { JsonView } from "@/components/code/json-view";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useAlert } from "@/lib/client/queries/alerts";
import { AlertHeader } from "./alert-header";
import { useOpenOnPaper } from "./print";
import "./print.css";
import { WhyPanel } from "./why-panel";

export function AlertView({ id }: { id: string }) {
  const { data: alert, error, refetch } = useAlert(id);
  useOpenOnPaper();

  if (!alert) {
    return (
      <>
        <PageHeader title="Alert" back={{ href: "/alerts/history", label: "History" }} />
        <Missing error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <article data-paper>
      {error && <StaleNotice error={error} onRetry={() => void refetch()} />}
      <AlertHeader alert={alert} />
      <div className="grid grid-cols-1 gap-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,1fr)_26rem] xl:grid-rows-[auto_1fr] min-[120rem]:grid-cols-[minmax(0,1fr)_34rem]">
        <Deliveries alert={alert} />
        <WhyPanel alert={alert} className="xl:col-start-2 xl:row-span-2 xl:row-start-1" />
        <Section title="Payload">
          <JsonView label="JSON" source={alert.payloadText} />
        </Section>
      </div>
    </article>
  );
}

function Missing({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (!error) return <SkeletonRows label="Loading the alert" />;
  if (error instanceof ApiError && error.status === 404) return <NoSuchAlert />;
  return <ErrorState error={error} onRetry={onRetry} />;
}

const NoSuchAlert = () => (
  <EmptyState
    icon={BellOff}
    title="There is no such alert"
    text="It may be older than the history that is kept, or of another organization."
  >
    <LinkButton href="/alerts/history">Go to History</LinkButton>
  </EmptyState>
);
