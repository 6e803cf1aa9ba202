"use client";

import { useState } from "react";
import { FormProblem } from "@/components/form/form-problem";
import { Button, LinkButton } from "@/components/ui/button";
import type { FoundInvitationShape } from "@/lib/domain/people/invitation";
import { Frame } from "./frame";

/** The browser is signed in as somebody else than who is invited. */
export function OtherAccount({
  invitation: { organization, email },
  signedInAs,
}: {
  invitation: FoundInvitationShape;
  signedInAs: string;
}) {
  const [isLeaving, setLeaving] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function leave() {
    setLeaving(true);
    setError(null);
    try {
      const { signOut } = await import("next-auth/react");
      await signOut({ redirect: false });
      window.location.reload();
    } catch {
      setError("Hotline cannot be reached at the moment.");
      setLeaving(false);
    }
  }
  return (
    <Frame
      title="This invitation is for somebody else"
      text={
        <>
          You are signed in as <span className="font-medium text-foreground">{signedInAs}</span>; {organization} invited{" "}
          <span className="font-medium text-foreground">{email}</span>.
        </>
      }
    >
      <FormProblem message={error} />
      <div className="grid gap-2">
        <Button variant="primary" size="wide" onClick={() => void leave()} disabled={isLeaving}>
          {isLeaving ? "Signing out…" : "Sign out and continue"}
        </Button>
        <LinkButton variant="ghost" size="wide" href="/">
          Stay signed in
        </LinkButton>
      </div>
    </Frame>
  );
}
