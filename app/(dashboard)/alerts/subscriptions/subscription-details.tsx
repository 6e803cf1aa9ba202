import { Sentence } from "@/components/subscription/sentence";
import { Drawer } from "@/components/ui/popup/drawer";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";
import { BacktestPanel } from "./backtest-panel";
import { useParts } from "./parts";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  subscription: SubscriptionShape | undefined;
  reason: string | undefined;
}

/** A subscription to read, for those who may not change it. */
export function SubscriptionDetails({ open, onOpenChange, subscription, reason }: Props) {
  const { complete } = useParts();
  return (
    <Drawer open={open} onOpenChange={onOpenChange} title={subscription?.name ?? "New subscription"} description={reason}>
      {subscription && (
        <div className="grid gap-5 pt-1">
          {!subscription.enabled && <p className="text-sm text-warning">It is disabled: it sends nothing.</p>}
          <Sentence subject={complete(subscription)} />
          <BacktestPanel id={subscription.id} choice={subscription} />
        </div>
      )}
    </Drawer>
  );
}
