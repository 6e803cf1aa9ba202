"use client";

import { useLive } from "@/lib/client/live";

/** Keeps the dashboard up to date while it is open. */
export function Live() {
  useLive();
  return null;
}
