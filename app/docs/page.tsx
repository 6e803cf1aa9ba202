import type { Metadata } from "next";
import { ApiReference } from "./api-reference";
import { Contents } from "./contents";
import { AlertFields, FirstAlert } from "./guide/alerts";
import { Moments } from "./guide/moments";
import { Idempotency, Resolve, SystemNames, Why } from "./guide/publishing";
import { Errors, Signatures } from "./guide/receiving";
import { Channels, Destinations, Environments, Subscriptions } from "./guide/routing";
import { readServerUrl } from "./server-url";

export const metadata: Metadata = { title: "Docs" };

export default async function DocsPage() {
  const serverUrl = await readServerUrl();
  return (
    // biome-ignore lint/a11y/useSemanticElements: it ceases to be the main part once the reference is there
    <div id="content" role="main">
      <div className="mx-auto grid max-w-5xl gap-x-12 px-4 pb-16 sm:px-6 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <div className="col-start-1 hidden pt-10 lg:block">
          <Contents />
        </div>
        <section aria-label="Guide" className="grid min-w-0 max-w-[44rem] gap-8 pt-10">
          <header>
            <h1 className="font-semibold text-2xl tracking-tight">From your code to the people who act</h1>
            <p className="mt-2 text-pretty text-base/6 text-muted-foreground">
              Your code publishes an alert by name, or a tool posts a moment to a team’s webhook; channels match the name; subscriptions
              carry it to destinations. Everything that happens on the way is on record.
            </p>
          </header>
          <FirstAlert serverUrl={serverUrl} />
          <AlertFields serverUrl={serverUrl} />
          <Channels />
          <Destinations />
          <Subscriptions serverUrl={serverUrl} />
          <Environments />
          <Idempotency serverUrl={serverUrl} />
          <Resolve serverUrl={serverUrl} />
          <SystemNames />
          <Moments serverUrl={serverUrl} />
          <Why serverUrl={serverUrl} />
          <Signatures />
          <Errors />
        </section>
      </div>
      <ApiReference />
    </div>
  );
}
