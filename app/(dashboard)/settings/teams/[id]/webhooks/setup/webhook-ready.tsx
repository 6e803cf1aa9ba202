"use client";

import { useState } from "react";
import { Button, LinkButton } from "@/components/ui/button";
import { Drawer } from "@/components/ui/popup/drawer";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { addressOf } from "../address";
import { UrlField } from "../token/url-field";
import { Setup } from "./setup";

/** A webhook that was just made: its URL, and what to do with it. */
export function WebhookReady({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Drawer
      open={isOpen}
      onOpenChange={setOpen}
      onClosed={onClose}
      title={`${webhook.label} is ready`}
      description="Whoever has the URL can post to it. The webhook's page shows it again, and what arrives."
      footer={
        <>
          <LinkButton href={addressOf(webhook)}>Open the webhook</LinkButton>
          <Button variant="primary" onClick={() => setOpen(false)}>
            Done
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-6">
        <div className="grid grid-cols-1 gap-1.5">
          <h3 className="font-medium text-sm">URL</h3>
          <UrlField webhook={webhook} />
        </div>
        <Setup webhook={webhook} />
      </div>
    </Drawer>
  );
}
