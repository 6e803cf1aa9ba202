"use client";

import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { PublishExample } from "@/components/code/publish-example";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { usePublishAlert } from "@/lib/client/queries/alerts";
import { useMakeApiKey } from "@/lib/client/queries/api-keys";
import { useRole } from "@/lib/client/queries/me";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";

const Arrived = dynamic(() => import("./arrived").then((module) => module.Arrived));

const example = { name: "hello:world", severity: "info", payload: { message: "The first alert" } };
const noKey = "$HOTLINE_API_KEY";
const shownEnd = 4;

const never = () => () => {};
const mask = (key: string) => `hl_key_••••${key.slice(-shownEnd)}`;

/** The call that publishes, with a key of its own, and what became of it. */
export function PublishStep({ alert, isNext }: { alert: AlertItemShape | null; isNext: boolean }) {
  const { reason } = useRole();
  const makeKey = useMakeApiKey();
  const publish = usePublishAlert();
  const once = useOnce();
  const serverUrl = useSyncExternalStore(
    never,
    () => window.location.origin,
    () => "",
  );
  const key = makeKey.data?.key;
  const error = makeKey.error ?? publish.error;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <PublishExample
        serverUrl={serverUrl}
        apiKey={key ?? noKey}
        // Once it has been used, it need not stay on the screen.
        shownKey={key && alert ? mask(key) : key}
        body={example}
      />
      <div className="flex flex-wrap items-center gap-2">
        {key ? (
          <p className="mr-auto flex items-center gap-1.5 text-muted-foreground text-xs">
            <KeyRound aria-hidden="true" className="size-3.5 shrink-0" />
            {alert
              ? "The key is masked; the copy button still copies it whole."
              : "Your new key may only publish. It is shown this once: keep it."}
          </p>
        ) : (
          <Button
            variant={isNext ? "primary" : "outline"}
            disabledReason={reason ?? (makeKey.isPending ? "Making…" : undefined)}
            onClick={() => once(() => makeKey.mutateAsync({ name: "First key", scopes: ["publish"] }))}
          >
            <KeyRound aria-hidden="true" className="size-4" />
            {makeKey.isPending ? "Making…" : "Make a key"}
          </Button>
        )}
        <Button
          disabledReason={reason ?? (publish.isPending ? "Sending…" : undefined)}
          onClick={() => once(() => publish.mutateAsync({ ...example }))}
        >
          {publish.isPending ? "Sending…" : "Send it from here"}
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-destructive text-sm">
          {error.message}
        </p>
      )}
      <Arrived alert={alert} />
    </div>
  );
}
