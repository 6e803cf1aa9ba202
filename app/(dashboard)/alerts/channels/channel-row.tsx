import { Lock } from "lucide-react";
import Link from "next/link";
import { contractOf } from "@/components/channel/payload-contract";
import { Pattern } from "@/components/code/pattern";
import { Switch } from "@/components/ui/choice/switch";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import { plural } from "@/lib/domain/words";
import { EntryLink } from "../entry-link";
import { EntryMenu } from "../entry-menu";

interface Props {
  channel: ChannelShape;
  /** How many subscriptions name it, and how many alerts of the last 30 days it matches; undefined until that is known. */
  used: number | undefined;
  matches: number | undefined;
  reason: string | undefined;
  onSwitch: (enabled: boolean) => void;
  onDelete: () => void;
  onReach: () => void;
}

export function ChannelRow({ channel, used, matches, reason, onSwitch, onDelete, onReach }: Props) {
  const { id, name, pattern, description, environment, enabled, system } = channel;
  const required = contractOf(system ? name : "").filter((field) => field.required);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b px-4 py-2.5 transition-colors hover:bg-muted/40 sm:px-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_8rem_8rem_7rem_5rem]">
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-1.5">
          {system && <Lock aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />}
          <EntryLink entry={channel} onReach={onReach} />
          {system && <span className="sr-only">, built in</span>}
          {!enabled && <span className="shrink-0 text-warning text-xs">Disabled</span>}
        </div>
        {description && <p className="truncate text-muted-foreground text-xs">{description}</p>}
        {required.length > 0 && (
          <p className="truncate text-muted-foreground text-xs">
            Needs <code className="font-mono">{required.map((field) => field.name).join(", ")}</code>
          </p>
        )}
      </div>
      <div className="min-w-0 max-lg:col-span-2">
        <Pattern pattern={pattern} />
      </div>
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-xs max-lg:col-span-2 lg:contents">
        <span className="truncate">{environment ?? <span className="text-muted-foreground">Whole organization</span>}</span>
        <Used id={id} used={used} />
        <Link
          href={`/alerts/history?channel=${id}&range=30d`}
          prefetch={false}
          className="min-h-4 truncate rounded-sm tabular-nums hover:underline"
        >
          {matches !== undefined && (
            <>
              {matches.toLocaleString("en")} <span className="text-muted-foreground">in 30 days</span>
            </>
          )}
          <span className="sr-only">: alerts of {name}</span>
        </Link>
      </div>
      <div className="flex items-center justify-end gap-3 max-lg:col-start-2 max-lg:row-start-1">
        {!system && (
          <>
            <Switch checked={enabled} onCheckedChange={onSwitch} label={`${name} enabled`} disabledReason={reason} />
            <EntryMenu entry={channel} reason={reason} onDelete={onDelete} />
          </>
        )}
      </div>
    </li>
  );
}

function Used({ id, used }: { id: string; used: number | undefined }) {
  if (!used) return <span className="text-muted-foreground">{used === 0 ? "Not used" : ""}</span>;
  return (
    <Link href={`/alerts/subscriptions?channel=${id}`} prefetch={false} className="truncate rounded-sm tabular-nums hover:underline">
      {plural(used, "subscription")}
    </Link>
  );
}
