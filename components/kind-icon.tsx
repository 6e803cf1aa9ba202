"use client";

import { useKind } from "@/lib/client/queries/kinds";
import { Icon } from "./icon";

export const KindIcon = ({ kind, className }: { kind: string; className?: string }) => (
  <Icon path={useKind(kind)?.icon} className={className} />
);
