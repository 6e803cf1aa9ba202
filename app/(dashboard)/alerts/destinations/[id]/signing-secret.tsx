"use client";

import { Copy, Eye, EyeOff, RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { CodeBlock } from "@/components/code/code-block";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { Section } from "@/components/ui/section";
import { useRevealSigningSecret } from "@/lib/client/queries/destinations";
import { useRole } from "@/lib/client/queries/me";

const RotateDialog = dynamic(() => import("./rotate-dialog").then((module) => module.RotateDialog), { ssr: false });

/** The secret that its receiver checks signatures with. Each look at it is audited by the API. */
export function SigningSecret({ destinationId }: { destinationId: string }) {
  const { reason } = useRole();
  const { show } = useToast();
  const reveal = useRevealSigningSecret();
  const [secret, setSecret] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const [isRotating, setRotating] = useState(false);

  const fetchSecret = async (): Promise<string | null> => {
    if (secret !== null) return secret;
    if (reveal.isPending) return null;
    return reveal.mutateAsync(destinationId).then(
      (answer) => answer.secret,
      () => null,
    );
  };
  const copy = async () => {
    const found = await fetchSecret();
    if (found === null) return;
    try {
      await navigator.clipboard.writeText(found);
      show({ title: "Copied the signing secret" });
    } catch {
      // Without https, or without leave, there is no clipboard: it is shown, to be copied by hand.
      setSecret(found);
    }
  };
  return (
    <Section title="Signing secret">
      <div className="grid gap-3 rounded-lg border px-4 py-3">
        <p className="text-pretty text-muted-foreground text-xs">
          Requests are signed by Standard Webhooks: the receiver checks <code className="font-mono">webhook-signature</code> with this
          secret. Each look at it is written to the audit log.
        </p>
        <CodeBlock label="Signing secret">{secret ?? "whsec_••••••••••••••••"}</CodeBlock>
        {note && <p className="text-pretty text-xs">{note}</p>}
        {reveal.error && (
          <p role="alert" className="text-destructive text-xs">
            {reveal.error.message}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" disabledReason={reason} onClick={() => void copy()}>
            <Copy aria-hidden="true" className="size-3.5" />
            Copy
          </Button>
          <Button
            size="sm"
            disabledReason={reason}
            aria-pressed={secret !== null}
            onClick={() => (secret === null ? void fetchSecret().then(setSecret) : setSecret(null))}
          >
            {secret === null ? <Eye aria-hidden="true" className="size-3.5" /> : <EyeOff aria-hidden="true" className="size-3.5" />}
            {secret === null ? "Reveal" : "Hide"}
          </Button>
          <Button size="sm" disabledReason={reason} onClick={() => setRotating(true)}>
            <RotateCw aria-hidden="true" className="size-3.5" />
            Rotate…
          </Button>
        </div>
      </div>
      {isRotating && (
        <RotateDialog
          destinationId={destinationId}
          onClose={() => setRotating(false)}
          onRotated={(next, words) => {
            setSecret(next);
            setNote(words);
            setRotating(false);
          }}
        />
      )}
    </Section>
  );
}
