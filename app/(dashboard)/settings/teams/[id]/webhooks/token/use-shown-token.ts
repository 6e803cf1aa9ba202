"use client";

import { useToast } from "@/components/ui/popup/toast";
import { useWebhookToken } from "@/lib/client/queries/webhooks";

/** A webhook's whole token, and the switch that shows and hides it; what goes wrong is told in a toast. */
export function useShownToken(id: string) {
  const token = useWebhookToken(id);
  const toast = useToast();
  const toggle = () => {
    if (token.shown) return token.hide();
    token
      .fetchToken()
      .then(token.show, (error: Error) =>
        toast.show({ tone: "error", title: "The token could not be fetched", description: error.message }),
      );
  };
  return { ...token, toggle };
}
