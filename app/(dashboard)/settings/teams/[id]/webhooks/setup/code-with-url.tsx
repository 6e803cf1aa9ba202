"use client";

import { CodeBlock } from "@/components/code/code-block";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { reasonFor } from "../reason";
import { CopyWithToken } from "../token/secret-buttons";
import { useShownToken } from "../token/use-shown-token";

interface Props {
  webhook: WebhookShape;
  label: string;
  /** The code around the URL. */
  write: (url: string) => string;
}

/** Code that posts to a webhook. The URL in it is masked as elsewhere; what is copied holds it whole. */
export function CodeWithUrl({ webhook, label, write }: Props) {
  const { shown, fetchToken, show } = useShownToken(webhook.id);
  return (
    <div className="relative min-w-0">
      <CodeBlock label={label} className="max-h-[28rem] pr-8">
        {write(shown?.url ?? webhook.url)}
      </CodeBlock>
      <div className="absolute top-1.5 right-1.5 rounded-md bg-background/80 print:hidden">
        <CopyWithToken
          label={`Copy: ${label}`}
          fetchToken={fetchToken}
          toText={({ url }) => write(url)}
          onRefused={show}
          reason={reasonFor(webhook)}
        />
      </div>
    </div>
  );
}
