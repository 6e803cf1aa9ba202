"use client";

import { Copy, Ellipsis, Pencil, RotateCw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { IntegrationIcon } from "@/components/integration-icon";
import { Button } from "@/components/ui/button";
import { copy } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { Menu } from "@/components/ui/popup/menu";
import { useToast } from "@/components/ui/popup/toast";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { addressOf } from "../address";
import { reasonFor } from "../reason";
import { StandingChip } from "../standing-chip";

const EditDrawer = dynamic(() => import("./edit-drawer").then((module) => module.EditDrawer), { ssr: false });
const RotateDialog = dynamic(() => import("./rotation/rotate-dialog").then((module) => module.RotateDialog), { ssr: false });
const DeleteDialog = dynamic(() => import("./delete-dialog").then((module) => module.DeleteDialog), { ssr: false });

interface Props {
  webhook: WebhookShape;
  back: { href: string; label: string };
  /** While it is so, the page need not ask for it any more. */
  onDeleting: (isDeleting: boolean) => void;
}

export function WebhookHeader({ webhook, back, onDeleting }: Props) {
  const { id, label, team_id, integration, expired, replaced_by: replacedBy } = webhook;
  const { show } = useToast();
  const [dialog, setDialog] = useState<"edit" | "rotate" | "delete" | null>(null);
  const close = () => setDialog(null);
  const reason = reasonFor(webhook);
  const type = useIntegration(integration)?.label ?? integration;
  const noRotation = replacedBy
    ? "It was rotated already: rotate the webhook that took its place."
    : expired
      ? "It has expired: give it another expiry first, or make a new one."
      : undefined;
  return (
    <>
      <PageHeader
        back={back}
        title={
          <span className="flex items-center gap-2.5">
            <IntegrationIcon integration={integration} className="size-5" />
            <span className="min-w-0">{label}</span>
          </span>
        }
        description={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            {type}
            <StandingChip webhook={webhook} />
            {replacedBy && (
              <span>
                Replaced by{" "}
                <Link href={addressOf({ id: replacedBy, team_id })} className="text-foreground underline underline-offset-2">
                  the webhook with the new token
                </Link>
              </span>
            )}
          </span>
        }
        actions={
          <>
            <Button disabledReason={reason} onClick={() => setDialog("edit")}>
              <Pencil aria-hidden="true" className="size-3.5" />
              Edit
            </Button>
            <Button disabledReason={reason ?? noRotation} onClick={() => setDialog("rotate")}>
              <RotateCw aria-hidden="true" className="size-3.5" />
              Rotate token
            </Button>
            <Menu
              label={`More actions for ${label}`}
              trigger={<Ellipsis aria-hidden="true" className="size-4" />}
              items={[
                { label: "Copy id", icon: Copy, onSelect: () => void copy(id).then(() => show({ title: "Copied the id" })) },
                "separator",
                { label: "Delete…", icon: Trash2, destructive: true, disabledReason: reason, onSelect: () => setDialog("delete") },
              ]}
            />
          </>
        }
      />
      {dialog === "edit" && <EditDrawer webhook={webhook} onClose={close} />}
      {dialog === "rotate" && <RotateDialog webhook={webhook} onClose={close} />}
      {dialog === "delete" && <DeleteDialog webhook={webhook} onDeleting={onDeleting} onClose={close} />}
    </>
  );
}
