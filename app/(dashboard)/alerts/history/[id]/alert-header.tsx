import Link from "next/link";
import type { ReactNode } from "react";
import { SeverityLabel } from "@/components/severity";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime, sayAbsolute } from "@/components/ui/relative-time";
import type { AlertWithSource } from "@/lib/client/queries/alerts";
import { ActionLabel } from "../action-label";
import { AlertActions } from "./alert-actions";

export function AlertHeader({ alert }: { alert: AlertWithSource }) {
  return (
    <header className="border-b px-4 pt-4 pb-4 sm:px-6">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 basis-80 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{alert.name}</h1>
          <SeverityLabel severity={alert.severity} />
          <ActionLabel alert={{ action: alert.action, replay_of: null }} />
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
        {alert.dedup_key && (
          <Fact term="Dedup key">
            <code className="font-mono text-xs">{alert.dedup_key}</code>
          </Fact>
        )}
        {alert.replay_of && (
          <Fact term="Replay of">
            <Link href={`/alerts/history/${alert.replay_of}`} className="font-mono text-primary text-xs underline-offset-2 hover:underline">
              {alert.replay_of}
            </Link>
          </Fact>
        )}
        <Fact term="Id">
          <span className="-my-1 inline-flex items-center gap-0.5">
            <code className="break-all font-mono text-xs">{alert.id}</code>
            <CopyButton text={alert.id} label="Copy the id" />
          </span>
        </Fact>
      </dl>
    </header>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div className="flex min-w-0 items-baseline gap-1.5">
    <dt className="shrink-0 text-muted-foreground text-xs">{term}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </div>
);
