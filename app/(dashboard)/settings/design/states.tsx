"use client";

import { BellOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { Sample } from "./sample";

const error = new ApiError(503, "unavailable", "The database is away.", [], "req_01jd2e3f4g5h6j7k8m9n0p1q2r");
const retry = () => {};

export const States = () => (
  <Sample title="States">
    <div className="rounded-md border">
      <SkeletonRows rows={3} label="Loading" />
    </div>
    <div className="rounded-md border">
      <EmptyState
        icon={BellOff}
        title="No destinations yet"
        text="A destination is where alerts are sent: a chat channel, an address, a URL."
      >
        <Button variant="primary">New destination</Button>
      </EmptyState>
    </div>
    <div className="rounded-md border">
      <ErrorState error={error} onRetry={retry} />
    </div>
    <StaleNotice error={error} onRetry={retry} />
  </Sample>
);
