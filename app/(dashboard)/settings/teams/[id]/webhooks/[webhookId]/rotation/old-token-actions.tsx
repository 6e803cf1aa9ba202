"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { useWebhookCallers } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { reasonFor } from "../../reason";
import { standingOf } from "../../standing";
import { useExpireSoon } from "./use-expire-soon";

const LongerDialog = dynamic(() => import("./longer-dialog").then((module) => module.LongerDialog), { ssr: false });
const ExpireDialog = dynamic(() => import("./expire-dialog").then((module) => module.ExpireDialog), { ssr: false });

/** So near its end a token is not ended any sooner, in milliseconds. */
const atOnceMs = 61_000;

/** Ends the old token, at once where it is quiet, else after a question; or lets it live on. */
export function OldTokenActions({ old }: { old: WebhookShape }) {
  const { data: callers } = useWebhookCallers(old.id);
  const expire = useExpireSoon(old);
  const { show } = useToast();
  const [dialog, setDialog] = useState<"longer" | "expire" | null>(null);
  const [isBusy, setBusy] = useState(false);
  const reason = reasonFor(old);
  const isExpired = standingOf(old, Date.now()) === "expired";
  const endsAnyway = old.expires_at !== null && Date.parse(old.expires_at) - Date.now() < atOnceMs;

  function end() {
    if (isBusy) return;
    if (!callers?.safe_to_expire) return setDialog("expire");
    setBusy(true);
    expire()
      .catch((error: Error) => show({ tone: "error", title: "The expiry could not be changed", description: error.message }))
      .finally(() => setBusy(false));
  }
  return (
    <span className="flex flex-wrap gap-2">
      <Button size="sm" disabledReason={reason} onClick={() => setDialog("longer")}>
        {isExpired ? "Bring it back…" : "Give it longer…"}
      </Button>
      {!isExpired && (
        <Button
          size="sm"
          variant={callers?.safe_to_expire ? "primary" : "outline"}
          disabledReason={reason ?? (endsAnyway ? "It expires within a minute." : undefined)}
          onClick={end}
        >
          {callers?.safe_to_expire ? "Expire now" : "Expire now…"}
        </Button>
      )}
      {dialog === "longer" && <LongerDialog webhook={old} onClose={() => setDialog(null)} />}
      {dialog === "expire" && <ExpireDialog webhook={old} callers={callers} onClose={() => setDialog(null)} />}
    </span>
  );
}
