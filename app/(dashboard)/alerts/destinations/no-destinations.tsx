import { Plus, Send } from "lucide-react";
import { KindButtons } from "@/components/destination/kind-choice";
import { changeAddress } from "@/components/page/address";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useRole } from "@/lib/client/queries/me";
import { openedBy } from "../opened";

export function NoDestinations() {
  const { reason } = useRole();
  return (
    <EmptyState
      icon={Send}
      title="No destinations yet"
      text="A destination is a place that alerts are sent to, of one of the kinds below. Make one, then let a subscription send to it."
    >
      <Button variant="primary" disabledReason={reason} onClick={() => changeAddress(openedBy.new)}>
        <Plus aria-hidden="true" className="size-4" />
        New destination
      </Button>
      <div className="mt-4 w-full max-w-sm">
        <p className="mb-2 text-muted-foreground text-xs">Or begin with its kind</p>
        <KindButtons onChoose={(kind) => changeAddress({ ...openedBy.new, kind })} disabledReason={reason} />
      </div>
    </EmptyState>
  );
}
