import { BellRing, Flame, type LucideIcon, Siren, TriangleAlert } from "lucide-react";
import { Chip, type Tone } from "@/components/ui/chip";
import type { MomentType } from "@/lib/domain/moments/moment-type";

const looks: Record<MomentType, { label: string; icon: LucideIcon; tone: Tone }> = {
  page: { label: "Page", icon: Siren, tone: "destructive" },
  incident: { label: "Incident", icon: Flame, tone: "destructive" },
  alert: { label: "Alert", icon: BellRing, tone: "warning" },
  "near-miss": { label: "Near-miss", icon: TriangleAlert, tone: "neutral" },
};

export function MomentTypeChip({ type }: { type: MomentType }) {
  const { label, icon, tone } = looks[type];
  return (
    <Chip tone={tone} icon={icon}>
      {label}
    </Chip>
  );
}
