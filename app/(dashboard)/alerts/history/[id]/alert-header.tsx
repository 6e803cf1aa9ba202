import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ActionLabel } from "@/components/alert/action-label";
import { SeverityLabel } from "@/components/severity";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime, sayAbsolute } from "@/components/ui/relative-time";
import type { AlertWithSource } from "@/lib/client/queries/alerts";
import { AlertActions } from "./alert-actions";

const linkLook = "text-primary underline-offset-2 hover:underline";

export function AlertHeader({ alert }: { alert: AlertWithSource }) {
  return (
    <header className="border-b px-4 pt-5 pb-4 sm:px-6">
      <Link
        href="/alerts/history"
        className="touch-target relative mb-2 inline-flex items-center gap-1 text-muted-foreground text-xs transition-colors hover:text-foreground print:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-3.5" />
        History
      </Link>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{alert.name}</h1>
            <SeverityLabel severity={alert.severity} />
            <ActionLabel alert={{ action: alert.action, source: alert.source, replay_of: null }} />
          </div>
          <p className="mt-0.5 text-pretty text-sm">{alert.said}</p>
        </div>
        <AlertActions alert={alert} />
      </div>
      <dl className="mt-2.5 flex flex-wrap gap-x-6 gap-y-1.5 text-sm">
        <Fact term="Time">
          <RelativeTime iso={alert.created_at} />{" "}
          <span className="text-muted-foreground text-xs tabular-nums">{sayAbsolute(alert.created_at)}</span>
        </Fact>
        <Fact term="Environment">{alert.environment ?? <span className="text-muted-foreground">none</span>}</Fact>
        <Fact term="Source">{alert.source}</Fact>
        {alert.dedup_key && <DedupKey text={alert.dedup_key} />}
        {alert.event_id && (
          <Fact term="Came from">
            <Copied text={alert.event_id} label="Copy the id of the event that it came with">
              <Link href={`/integrations/events/${alert.event_id}`} className={`break-all font-mono text-xs ${linkLook}`}>
                {alert.event_id}
              </Link>
            </Copied>
          </Fact>
        )}
        {alert.replay_of && (
          <Fact term="Replay of">
            <Copied text={alert.replay_of} label="Copy the id of the alert that this repeats">
              <Link href={`/alerts/history/${alert.replay_of}`} className={`break-all font-mono text-xs ${linkLook}`}>
                {alert.replay_of}
              </Link>
            </Copied>
          </Fact>
        )}
        <Fact term="Id">
          <Copied text={alert.id} label="Copy the id">
            <code className="break-all font-mono text-xs">{alert.id}</code>
          </Copied>
        </Fact>
      </dl>
    </header>
  );
}

/** What a trigger and its resolve have in common leads to all of them. */
const DedupKey = ({ text }: { text: string }) => (
  <Fact term="Dedup key">
    <Copied text={text} label="Copy the dedup key">
      <Link
        href={`/alerts/history?dedup_key=${encodeURIComponent(text)}`}
        title="All alerts with this dedup key"
        className={`break-all font-mono text-xs ${linkLook}`}
      >
        {text}
      </Link>
    </Copied>
  </Fact>
);

const Copied = ({ text, label, children }: { text: string; label: string; children: ReactNode }) => (
  <span className="-my-1 inline-flex min-w-0 items-center gap-0.5">
    {children}
    <span className="print:hidden">
      <CopyButton text={text} label={label} />
    </span>
  </span>
);

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="flex min-w-0 items-baseline gap-1.5">
    <dt className="shrink-0 text-muted-foreground text-xs">{term}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </div>
);
