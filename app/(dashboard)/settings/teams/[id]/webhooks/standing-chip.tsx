"use client";

import { CalendarClock, CircleCheck, CircleX, Clock, type LucideIcon } from "lucide-react";
import { Chip, type Tone } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { type Standing, standingOf } from "./standing";

const looks: Record<Standing, { tone: Tone; icon: LucideIcon; label: string }> = {
  live: { tone: "success", icon: CircleCheck, label: "Live" },
  later: { tone: "neutral", icon: CalendarClock, label: "Expires" },
  soon: { tone: "warning", icon: Clock, label: "Expires" },
  expired: { tone: "destructive", icon: CircleX, label: "Expired" },
};

/** Whether a webhook's token is taken, and until when. */
export function StandingChip({ webhook }: { webhook: WebhookShape }) {
  const standing = standingOf(webhook, Date.now());
  const { tone, icon, label } = looks[standing];
  return (
    <Chip tone={tone} icon={icon}>
      {label}
      {webhook.expires_at && standing !== "live" && (
        <>
          {" "}
          <RelativeTime iso={webhook.expires_at} />
        </>
      )}
    </Chip>
  );
}
