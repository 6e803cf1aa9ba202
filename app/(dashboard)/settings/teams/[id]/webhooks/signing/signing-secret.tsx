"use client";

import { ShieldAlert, ShieldCheck, ShieldOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { reasonFor } from "../reason";

const SecretDialog = dynamic(() => import("./secret-dialog").then((module) => module.SecretDialog), { ssr: false });
const RemoveSecretDialog = dynamic(() => import("./remove-secret-dialog").then((module) => module.RemoveSecretDialog), { ssr: false });

/** Whether requests are checked by a signature, and the ways to change that. Nothing, where the tool signs nothing. */
export function SigningSecret({ webhook }: { webhook: WebhookShape }) {
  const integration = useIntegration(webhook.integration);
  const [dialog, setDialog] = useState<"replace" | "remove" | null>(null);
  const reason = reasonFor(webhook);
  const { signed } = webhook;
  if (!integration?.signature) return null;
  const { icon: Icon, look, text } = stateOf(webhook);
  return (
    <Section title="Signing secret">
      <div className="grid gap-3 rounded-lg border px-4 py-3">
        <p className="flex items-start gap-2 text-pretty text-sm">
          <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${look}`} />
          {text}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" disabledReason={reason} onClick={() => setDialog("replace")}>
            {signed ? "Replace…" : "Add a secret…"}
          </Button>
          {signed && (
            <Button size="sm" disabledReason={reason} onClick={() => setDialog("remove")}>
              Remove…
            </Button>
          )}
        </div>
      </div>
      {dialog === "replace" && <SecretDialog webhook={webhook} signature={integration.signature} onClose={() => setDialog(null)} />}
      {dialog === "remove" && <RemoveSecretDialog webhook={webhook} onClose={() => setDialog(null)} />}
    </Section>
  );
}

function stateOf({ signed, signature_mode: mode }: WebhookShape) {
  if (!signed)
    return {
      icon: ShieldOff,
      look: "text-muted-foreground",
      text: "None: whoever has the URL can post. With a secret, only requests that are signed with it count.",
    };
  if (mode === "observe")
    return {
      icon: ShieldAlert,
      look: "text-warning",
      text: "Observed: every request is taken, and its event says what the signature was worth.",
    };
  return {
    icon: ShieldCheck,
    look: "text-success",
    text: "Enforced: a request whose signature is wrong or missing is answered 401, and kept as an error event.",
  };
}
