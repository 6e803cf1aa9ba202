"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import { useToast } from "@/components/ui/popup/toast";
import { useDeleteDestination } from "@/lib/client/queries/destinations";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { useEnabled } from "../enabled-switch";

interface Props {
  destination: DestinationShape;
  /** While it is so, the page need not ask for it any more. */
  onDeleting: (isDeleting: boolean) => void;
  onClose: () => void;
}

/** Asks before a destination is lost for good; of one in use it says what would stop, and offers to switch it off instead. */
export function DeleteDialog({ destination, onDeleting, onClose }: Props) {
  const { id, name, enabled } = destination;
  const router = useRouter();
  const { show } = useToast();
  const remove = useDeleteDestination();
  const { setEnabled } = useEnabled(destination);
  const subscriptions = useSubscriptions();
  const using = subscriptions.data?.filter(({ destination_ids: ids }) => ids.includes(id)) ?? [];

  const confirm = () => {
    if (remove.isPending || remove.isSuccess) return;
    onDeleting(true);
    remove.mutate(id, {
      onError: () => onDeleting(false),
      onSuccess: () => {
        show({ tone: "success", title: `Deleted ${name}` });
        router.push("/alerts/destinations");
      },
    });
  };
  const disable = () => {
    setEnabled(false);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Delete ${name}?`}
      description="Its settings and secrets are lost for good. The history keeps its deliveries and its name."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {using.length > 0 && enabled && <Button onClick={disable}>Disable instead</Button>}
          <Button
            variant="destructive"
            aria-disabled={remove.isPending || subscriptions.isPending}
            onClick={() => !subscriptions.isPending && confirm()}
          >
            {remove.isPending ? "Deleting…" : "Delete"}
          </Button>
        </>
      }
    >
      {subscriptions.isPending && <p className="text-muted-foreground text-sm">Looking up what uses it…</p>}
      {using.length > 0 && (
        <>
          <p className="mb-1.5 text-sm">
            {using.length === 1 ? "This subscription stops sending here:" : `These ${using.length} subscriptions stop sending here:`}
          </p>
          <ul className="max-h-48 overflow-y-auto rounded-md border">
            {using.map((subscription) => (
              <li key={subscription.id} className="border-b px-3 py-2 text-sm last:border-b-0">
                <span className="[overflow-wrap:anywhere]">{subscription.name}</span>
                {subscription.destination_ids.length === 1 && (
                  <span className="block text-warning text-xs">It has no other destination.</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {remove.error && (
        <p role="alert" className="mt-3 text-destructive text-sm">
          {remove.error.message}
        </p>
      )}
    </Dialog>
  );
}
