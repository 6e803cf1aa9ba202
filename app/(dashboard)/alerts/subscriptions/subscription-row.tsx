import Link from "next/link";
import { Sentence } from "@/components/subscription/sentence";
import { Chip } from "@/components/ui/chip";
import { Switch } from "@/components/ui/choice/switch";
import { WarningLine } from "@/components/warning-line";
import { DrawerLink } from "../drawer-link";
import { EntryLink } from "../entry-link";
import { EntryMenu } from "../entry-menu";
import { openedBy } from "../opened";
import { type Mend, mendOf } from "./mend-problem";
import type { WholeSubscription } from "./parts";

interface Props {
  subscription: WholeSubscription;
  /** Why the person may not change it. */
  reason: string | undefined;
  onSwitch: (enabled: boolean) => void;
  onDelete: () => void;
  onReach: () => void;
}

export function SubscriptionRow({ subscription, reason, onSwitch, onDelete, onReach }: Props) {
  const { id, name, environment, enabled, problems } = subscription;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b px-4 py-3 transition-colors hover:bg-muted/40 sm:px-6">
      <div className="min-w-0">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <EntryLink entry={subscription} onReach={onReach} />
          {environment === null && <Chip title="It takes alerts of every environment, and those that name none">Organization-wide</Chip>}
          {!enabled && <span className="text-warning text-xs">Disabled</span>}
        </div>
        <Sentence subject={subscription} />
        {problems.map(({ code, said }) => {
          const mend = mendOf(code, subscription);
          return (
            mend && (
              <WarningLine key={code}>
                {said} <MendLink id={id} mend={mend} reason={reason} />
              </WarningLine>
            )
          );
        })}
      </div>
      <div className="flex items-start gap-3">
        <span className="flex h-7 items-center">
          <Switch checked={enabled} onCheckedChange={onSwitch} label={`${name} enabled`} disabledReason={reason} />
        </span>
        <EntryMenu entry={subscription} reason={reason} onDelete={onDelete} />
      </div>
    </li>
  );
}

const mendLook = "whitespace-nowrap rounded-sm text-primary underline underline-offset-2";

function MendLink({ id, mend, reason }: { id: string; mend: Mend; reason: string | undefined }) {
  if ("href" in mend)
    return (
      <Link href={mend.href} className={mendLook}>
        {mend.label}
      </Link>
    );
  if (reason) return null;
  return (
    <DrawerLink changes={openedBy.edit(id)} className={mendLook}>
      {mend.label}
    </DrawerLink>
  );
}
