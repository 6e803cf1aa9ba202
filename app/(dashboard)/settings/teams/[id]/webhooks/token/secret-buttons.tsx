"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyFace, copy, useCopied } from "@/components/ui/copy-button";
import { useToast } from "@/components/ui/popup/toast";
import type { WebhookToken } from "@/lib/client/queries/webhooks";

interface CopyProps {
  label: string;
  /** What is shown on the button; without it, an icon alone. */
  children?: string;
  fetchToken: () => Promise<WebhookToken>;
  /** What to copy of it. */
  toText: (token: WebhookToken) => string;
  /** Where the browser refuses to copy, it is shown, to be copied by hand. */
  onRefused: (token: WebhookToken) => void;
  reason?: string;
}

/** Copies what holds a whole token, which is fetched for it. */
export function CopyWithToken({ label, children, fetchToken, toText, onRefused, reason }: CopyProps) {
  const { show } = useToast();
  const [isBusy, setBusy] = useState(false);
  const [isCopied, setCopied] = useCopied();

  async function run() {
    if (isBusy) return;
    setBusy(true);
    try {
      const token = await fetchToken();
      await copy(toText(token)).then(setCopied, () => onRefused(token));
    } catch (error) {
      show({ tone: "error", title: "The token could not be fetched", description: (error as Error).message });
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size={children ? "sm" : "icon"}
      variant={children ? "outline" : "ghost"}
      aria-label={label}
      title={children || reason ? undefined : label}
      disabledReason={reason}
      aria-disabled={isBusy || undefined}
      onClick={() => void run()}
    >
      <CopyFace isCopied={isCopied}>{children}</CopyFace>
    </Button>
  );
}

interface RevealProps {
  /** What is revealed: "the token of Deploys". */
  what: string;
  isShown: boolean;
  isPending: boolean;
  onToggle: () => void;
  reason?: string;
  /** With its word beside the icon. */
  wide?: boolean;
}

export function RevealButton({ what, isShown, isPending, onToggle, reason, wide }: RevealProps) {
  const word = isShown ? "Hide" : "Reveal";
  const Icon = isShown ? EyeOff : Eye;
  return (
    <Button
      size={wide ? "sm" : "icon"}
      variant={wide ? "outline" : "ghost"}
      aria-label={`${word} ${what}`}
      title={wide || reason ? undefined : word}
      disabledReason={reason}
      aria-disabled={isPending || undefined}
      onClick={() => !isPending && onToggle()}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      {wide && word}
    </Button>
  );
}
