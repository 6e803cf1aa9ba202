"use client";

import { BellPlus } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What an empty hub shows: what an alert is, and the way to the first one. */
export const FirstAlert = () => (
  <EmptyState
    icon={BellPlus}
    title="No alerts yet"
    text="An alert is something that happened and that somebody may have to act on. Your code publishes it by name; channels match the name, and subscriptions carry it to people. Each one shows up here, with what became of it."
  >
    <div className="flex flex-wrap justify-center gap-2">
      <LinkButton href="/docs" prefetch={false}>
        Read the guide
      </LinkButton>
      <LinkButton href="/start" variant="primary">
        Get your first alert
      </LinkButton>
    </div>
  </EmptyState>
);
