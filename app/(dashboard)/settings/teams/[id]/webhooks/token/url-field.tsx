"use client";

import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { reasonFor } from "../reason";
import { CopyWithToken, RevealButton } from "./secret-buttons";
import { useShownToken } from "./use-shown-token";

/** A webhook's URL, masked until somebody who may see it asks for it. */
export function UrlField({ webhook }: { webhook: WebhookShape }) {
  const { shown, isPending, fetchToken, show, toggle } = useShownToken(webhook.id);
  const reason = reasonFor(webhook);
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md border bg-muted/50 py-1.5 pr-1.5 pl-3">
      <code className={`min-w-0 flex-1 basis-56 py-0.5 font-mono text-xs leading-5 [overflow-wrap:anywhere] ${shown ? "select-all" : ""}`}>
        {shown?.url ?? webhook.url}
      </code>
      <span className="flex gap-1.5">
        <CopyWithToken label="Copy the URL" fetchToken={fetchToken} toText={({ url }) => url} onRefused={show} reason={reason}>
          Copy
        </CopyWithToken>
        <RevealButton what="the URL" wide isShown={shown !== null} isPending={isPending} onToggle={toggle} reason={reason} />
      </span>
    </div>
  );
}
