"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import type { DestinationShape } from "@/lib/domain/delivering/destination";

export interface DestinationDrawerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The destination to edit; without it, a new one is made. */
  id?: string;
  /** The kind of a new one; without it, the first step is to choose it. */
  kind?: string;
  /** Where the chosen kind is kept, when not in the drawer itself. */
  onKindChange?: (kind: string | null) => void;
  onSaved?: (destination: DestinationShape) => void;
}

const DrawerContent = dynamic(() => import("./drawer-content").then((module) => module.DrawerContent), { ssr: false });

/** Makes or edits a destination. Its code loads when it is first opened; for admins only. */
export function DestinationDrawer(props: DestinationDrawerProps) {
  const wasOpened = useRef(props.open);
  wasOpened.current ||= props.open;
  return wasOpened.current && <DrawerContent {...props} />;
}
