"use client";

import { RotateCw } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useRole } from "@/lib/client/queries/me";
import type { Filters } from "./filter-query";

const RetryDialog = dynamic(() => import("./retry-dialog").then((module) => module.RetryDialog));

const nothingToRetry: Record<string, string> = {
  pending: "Pending deliveries are tried by themselves.",
  none: "These alerts have no deliveries to retry.",
};

/** Retries all that matches the filter, once it has said how much that is. */
export function RetryMatching({ filters, query }: { filters: Filters; query: string }) {
  const { reason } = useRole();
  // The query is kept as it was when the question was asked: what is counted is what is retried.
  const [asked, setAsked] = useState<{ query: string; filters: Filters } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    const params = new URLSearchParams(query);
    if (!params.has("to")) params.set("to", new Date().toISOString());
    setAsked({ query: params.toString(), filters });
    setOpen(true);
  };
  return (
    <>
      <Button disabledReason={reason ?? nothingToRetry[filters.status ?? ""]} onClick={open} aria-haspopup="dialog">
        <RotateCw aria-hidden="true" className="size-3.5" />
        Retry…
      </Button>
      {asked && <RetryDialog {...asked} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
