"use client";

import { Copy, Ellipsis, Pencil, Send, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { KindIcon } from "@/components/kind-icon";
import { changeAddress } from "@/components/page/address";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Menu } from "@/components/ui/popup/menu";
import { useToast } from "@/components/ui/popup/toast";
import { useTestDestination } from "@/lib/client/queries/destinations";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { openedBy } from "../../opened";
import { EnabledSwitch } from "../enabled-switch";

const TestResult = dynamic(() => import("@/components/destination/test-result").then((module) => module.TestResult));

const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog), { ssr: false });

interface Props {
  destination: DestinationShape;
  kind: DestinationKindShape | null;
  onDeleting: (isDeleting: boolean) => void;
}

export function DestinationHeader({ destination, kind, onDeleting }: Props) {
  const { id, name, target } = destination;
  const { reason } = useRole();
  const { show } = useToast();
  const test = useTestDestination();
  const once = useOnce();
  const [isDeleting, setDeleting] = useState(false);
  const sendTest = () => {
    once(() => test.mutateAsync({ id }));
  };
  return (
    <>
      <PageHeader
        back={{ href: "/alerts/destinations", label: "Destinations" }}
        title={
          <span className="flex items-center gap-2.5">
            <KindIcon kind={destination.kind} className="size-5" />
            {name}
          </span>
        }
        description={
          <span className="[overflow-wrap:anywhere]">{[kind?.label ?? destination.kind, target].filter(Boolean).join(" · ")}</span>
        }
        actions={
          <>
            <span className="mr-2 inline-flex items-center gap-2">
              <EnabledSwitch destination={destination} />
              <span aria-hidden="true" className="text-sm">
                {destination.enabled ? "Enabled" : "Disabled"}
              </span>
            </span>
            <Button disabledReason={reason} aria-disabled={test.isPending} onClick={sendTest}>
              <Send aria-hidden="true" className="size-3.5" />
              {test.isPending ? "Sending…" : "Send test"}
            </Button>
            <Button disabledReason={reason} onClick={() => changeAddress(openedBy.edit(id))}>
              <Pencil aria-hidden="true" className="size-3.5" />
              Edit
            </Button>
            <Menu
              label={`More actions for ${name}`}
              trigger={<Ellipsis aria-hidden="true" className="size-4" />}
              items={[
                {
                  label: "Copy id",
                  icon: Copy,
                  onSelect: () => void navigator.clipboard?.writeText(id).then(() => show({ title: "Copied the id" })),
                },
                "separator",
                { label: "Delete…", icon: Trash2, destructive: true, disabledReason: reason, onSelect: () => setDeleting(true) },
              ]}
            />
          </>
        }
      />
      <div className="px-4 pb-5 empty:hidden sm:px-6">
        {test.error && (
          <p role="alert" className="rounded-md border border-destructive/40 bg-destructive/5 p-3 text-sm">
            {test.error.message}
          </p>
        )}
        {test.data && !test.isPending && <TestResult kind={kind} result={test.data} />}
      </div>
      {isDeleting && <DeleteDialog destination={destination} onDeleting={onDeleting} onClose={() => setDeleting(false)} />}
    </>
  );
}
