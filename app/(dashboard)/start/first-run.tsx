"use client";

import { LinkButton } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useIsAdmin } from "@/lib/client/queries/me";
import { AdminsOnly } from "./admins-only";
import { DestinationStep } from "./destination-step";
import { NextSteps } from "./next-steps";
import { PublishStep } from "./publish-step";
import { Step } from "./step";
import { SubscriptionStep } from "./subscription-step";
import { type Progress, useProgress } from "./use-progress";

const monthSeconds = 2_592_000;

/** Remembers in this browser that the first run is not wanted: app/first-page.ts reads it. */
function skipFirstRun(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Hotline supports
  document.cookie = `first-run=skipped; path=/; max-age=${monthSeconds}; samesite=lax`;
}

/** From nothing to an alert that arrives: three steps, each shown as it really is. */
export function FirstRun() {
  const { progress, error, retry } = useProgress();
  const isDone = progress?.alert && progress.subscription && progress.destinations.length > 0;
  return (
    <div className="max-w-4xl pb-16">
      <PageHeader
        title="Get your first alert"
        description="Say where alerts go, then send one. It takes about a minute, and everything can be changed later."
        actions={
          <LinkButton href="/alerts/history" variant={isDone ? "outline" : "ghost"} onClick={skipFirstRun}>
            {isDone ? "Go to History" : "Skip"}
          </LinkButton>
        }
      />
      {progress ? (
        <Steps progress={progress} />
      ) : error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <SkeletonRows rows={4} label="Loading" />
      )}
    </div>
  );
}

function Steps({ progress }: { progress: Progress }) {
  const isAdmin = useIsAdmin();
  const done = [progress.destinations.length > 0, progress.subscription !== null, progress.alert !== null];
  const current = done.indexOf(false);
  const stateOf = (step: number) => (done[step] ? "done" : step === current ? "current" : "later");
  return (
    <>
      {!isAdmin && current !== -1 && current < 2 && <AdminsOnly />}
      <ol className="px-4 pt-4 sm:px-6">
        <Step
          number={1}
          title="Choose where alerts go"
          text="A destination is a Slack channel, a mailbox, an on-call service, or any URL of yours."
          state={stateOf(0)}
        >
          <DestinationStep destinations={progress.destinations} />
        </Step>
        <Step
          number={2}
          title="Subscribe it to your alerts"
          text="Channels match alerts by name; a subscription carries what they match to destinations. Start with everything, and narrow it down later."
          state={stateOf(1)}
        >
          <SubscriptionStep progress={progress} isNext={current === 1} />
        </Step>
        <Step
          number={3}
          title="Send an alert"
          text="Run this in a terminal, or send it from here. It shows up below as it arrives."
          state={stateOf(2)}
        >
          <PublishStep alert={progress.alert} isNext={current === 2} />
        </Step>
      </ol>
      {current === -1 && <NextSteps />}
    </>
  );
}
