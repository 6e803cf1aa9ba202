import { History } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MakeWebhook } from "../make-webhook";

/** Before anything was reported: what a moment is, and how to get the first one. */
export const NoMoments = () => (
  <EmptyState
    icon={History}
    title="No moments yet"
    text="A moment is what a good request to a team’s webhook says: its name, its type, who reported it and when it happened. Point a tool or a script at a webhook’s URL, and its moments line up here."
  >
    <div className="flex flex-wrap justify-center gap-2">
      <LinkButton href="/docs#moments">How that works</LinkButton>
      <MakeWebhook variant="primary" />
    </div>
  </EmptyState>
);
