"use client";

import { BellPlus } from "lucide-react";
import { ApiExample } from "@/components/api-example";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useMakeApiKey } from "@/lib/client/queries/api-keys";
import { useIsAdmin } from "@/lib/client/queries/me";

const example = { name: "payment:failed", severity: "error", payload: { order: "1042", error: "Card declined" } };

/** What an empty hub shows: what an alert is, and the command that publishes the first one. */
export function FirstAlert() {
  const isAdmin = useIsAdmin();
  const makeKey = useMakeApiKey();
  return (
    <EmptyState
      icon={BellPlus}
      title="No alerts yet"
      text="An alert is something that happened and that somebody may have to act on. Your code publishes it by name; channels match the name, and subscriptions carry it to people. Each one shows up here, with what became of it."
    >
      <ApiExample path="/api/v1/alerts" body={example} apiKey={makeKey.data?.key} />
      {makeKey.data ? (
        <p className="text-muted-foreground text-xs">
          The command holds a new API key that may only publish. It is shown this once: keep it.
        </p>
      ) : (
        isAdmin && (
          <Button onClick={() => makeKey.mutate({ name: "First key", scopes: ["publish"] })} disabled={makeKey.isPending}>
            Make an API key for it
          </Button>
        )
      )}
      {makeKey.error && (
        <p role="alert" className="text-destructive text-sm">
          {makeKey.error.message}
        </p>
      )}
    </EmptyState>
  );
}
