"use client";

import { CircleOff, Clock, MailQuestionMark } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useSendVerification } from "@/lib/client/queries/destinations";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { sayDisabledReason } from "@/lib/domain/delivering/disabled";
import { reasons } from "@/lib/domain/delivering/outcome";
import { useEnabled } from "../enabled-switch";

interface Props {
  destination: DestinationShape;
  health: DestinationHealthShape | undefined;
}

/** What keeps alerts from it, each with what to do about it. */
export function StandingNotices({ destination, health }: Props) {
  const { enabled, setEnabled } = useEnabled(destination);
  const { reason } = useRole();
  const cause = destination.disabled_reason;
  const waiting = enabled ? health?.waiting : null;
  if (enabled && destination.verified && !waiting) return null;
  return (
    <div className="grid gap-2 xl:col-span-2">
      {!enabled && (
        <Notice
          icon={CircleOff}
          title={cause ? `Hotline switched it off. ${sayDisabledReason(cause)}` : "It is disabled."}
          text="Alerts for it are skipped. Retry them from the history once it works again."
        >
          <Button size="sm" disabledReason={reason} onClick={() => setEnabled(true)}>
            Enable
          </Button>
        </Notice>
      )}
      {!destination.verified && <UnverifiedNotice destinationId={destination.id} />}
      {waiting && (
        <Notice
          icon={Clock}
          title={reasons[waiting.reason] ?? "It waits."}
          text={
            <>
              Next try <RelativeTime iso={waiting.until} />
              {health && health.pending > 0 && ` · ${health.pending}${health.pending >= 1000 ? " or more" : ""} waiting`}
            </>
          }
        />
      )}
    </div>
  );
}

function UnverifiedNotice({ destinationId }: { destinationId: string }) {
  const { reason } = useRole();
  const send = useSendVerification();
  const once = useOnce();
  return (
    <Notice
      icon={MailQuestionMark}
      title="The address is not confirmed yet."
      text="Nothing is sent to it before its owner has followed the link that was mailed there."
    >
      <span role="status" className="text-muted-foreground text-xs">
        {send.isSuccess && `Sent to ${send.data.sent_to}.`}
        {send.isError && <span className="text-destructive">{send.error.message}</span>}
      </span>
      <Button size="sm" disabledReason={reason} aria-disabled={send.isPending} onClick={() => once(() => send.mutateAsync(destinationId))}>
        {send.isPending ? "Sending…" : "Send again"}
      </Button>
    </Notice>
  );
}

interface NoticeProps {
  icon: ComponentType<{ className?: string; "aria-hidden"?: "true" }>;
  title: string;
  text: ReactNode;
  children?: ReactNode;
}

const Notice = ({ icon: Icon, title, text, children }: NoticeProps) => (
  <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-warning/40 bg-warning/10 px-3 py-2.5">
    <Icon aria-hidden="true" className="size-4 shrink-0 self-start text-warning" />
    <p className="min-w-0 flex-1 basis-56 text-pretty text-sm">
      <span className="block font-medium">{title}</span>
      <span className="block text-muted-foreground text-xs">{text}</span>
    </p>
    {children}
  </div>
);
