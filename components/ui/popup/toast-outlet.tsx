"use client";

import { useEffect } from "react";
import { awaitToasts } from "./toast";
import { usePart } from "./use-part";

const loadToaster = () => import("./toaster").then((module) => module.Toaster);

/** Where toasts appear. Their code loads with the first one. */
export function ToastOutlet() {
  const [Toaster, load] = usePart(loadToaster);
  useEffect(() => awaitToasts(load), [load]);
  return Toaster && <Toaster />;
}
