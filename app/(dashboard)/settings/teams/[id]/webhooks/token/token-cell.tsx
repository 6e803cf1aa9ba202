"use client";

import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { reasonFor } from "../reason";
import { CopyWithToken, RevealButton } from "./secret-buttons";
import { useShownToken } from "./use-shown-token";

interface Props {
  webhook: WebhookShape;
  /** What its buttons call it. */
  what?: string;
  /** With a button that copies the whole URL. */
  withUrl?: boolean;
}

/** A token in a list: masked, until somebody who may see it asks for it. */
export function TokenCell({ webhook, what = `token of ${webhook.label}`, withUrl }: Props) {
  const { id, masked_token } = webhook;
  const { shown, isPending, fetchToken, show, toggle } = useShownToken(id);
  const reason = reasonFor(webhook);
  return (
    <span className="relative z-1 flex w-fit max-w-full items-center gap-0.5">
      <code className={`min-w-0 font-mono text-xs ${shown ? "select-all [overflow-wrap:anywhere]" : "truncate"}`}>
        {shown?.token ?? masked_token}
      </code>
      <CopyWithToken label={`Copy the ${what}`} fetchToken={fetchToken} toText={({ token }) => token} onRefused={show} reason={reason} />
      <RevealButton what={`the ${what}`} isShown={shown !== null} isPending={isPending} onToggle={toggle} reason={reason} />
      {withUrl && (
        <CopyWithToken
          label={`Copy URL with the ${what}`}
          fetchToken={fetchToken}
          toText={({ url }) => url}
          onRefused={show}
          reason={reason}
        >
          Copy URL
        </CopyWithToken>
      )}
    </span>
  );
}
