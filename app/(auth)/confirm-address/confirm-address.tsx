"use client";

import { useRef, useState } from "react";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { ApiError, api } from "@/lib/client/api";

/** A button rather than the link alone: mail scanners open links. */
export function ConfirmAddress({ token }: { token: string }) {
  const [confirmed, setConfirmed] = useState<{ name: string; organization: string } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);

  async function confirm() {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setError(null);
    try {
      setConfirmed(await api("/api/v1/confirm-address", { method: "POST", body: { token } }));
    } catch (cause) {
      setError(cause instanceof ApiError ? cause.message : "Hotline cannot be reached at the moment.");
    }
    isUnderWay.current = false;
    setBusy(false);
  }

  if (token === "") {
    return (
      <>
        <h1 className="mb-1.5 font-semibold text-xl tracking-tight">This link is incomplete</h1>
        <p className="text-pretty text-muted-foreground text-sm">
          A part of it was lost on the way. Open it from the mail again, or ask an admin to send a new one.
        </p>
      </>
    );
  }
  if (confirmed) {
    return (
      <>
        <h1 className="mb-1.5 font-semibold text-xl tracking-tight">Confirmed</h1>
        <p className="text-muted-foreground text-sm">
          {confirmed.organization} can send alerts to this address now, as “{confirmed.name}”.
        </p>
      </>
    );
  }
  return (
    <>
      <h1 className="mb-1.5 font-semibold text-xl tracking-tight">Confirm this address</h1>
      <p className="mb-5 text-muted-foreground text-sm">Alerts are sent here only after you agree.</p>
      <div className="grid gap-4">
        <FormProblem message={error} />
        <Button variant="primary" size="wide" onClick={confirm} disabled={isBusy}>
          {isBusy ? "Confirming…" : "Confirm"}
        </Button>
      </div>
    </>
  );
}
