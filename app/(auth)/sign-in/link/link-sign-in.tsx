"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormError } from "@/components/form/problems";
import { useForm } from "@/components/form/use-form";
import { LinkButton } from "@/components/ui/button";
import { useHashToken } from "../../hash-token";
import { leaveTo } from "../../leave-to";
import { saySignInError, unreachable } from "../errors";

/** What next-auth answers for a token that signs nobody in. */
const refused = "CredentialsSignin";

/** A button rather than the link alone: mail scanners open links, and this one works once. */
export function LinkSignIn({ callbackPath }: { callbackPath: string }) {
  const token = useHashToken();
  const [isGone, setGone] = useState(false);
  const form = useForm({
    initial: {},
    send: async () => {
      const { signIn } = await import("next-auth/react");
      const answer = await signIn("link", { token, redirect: false }).catch(() => undefined);
      if (answer?.ok) return leaveTo(callbackPath);
      if (answer?.error !== refused) throw new FormError(saySignInError(answer?.error) ?? unreachable);
      setGone(true);
    },
  });

  if (token === null || isGone) return <Gone callbackPath={callbackPath} isIncomplete={!isGone} />;
  return (
    <>
      <h1 className="mb-1.5 font-semibold text-xl tracking-tight">Sign in to Hotline</h1>
      <p className="mb-5 text-muted-foreground text-sm">This link signs you in once, in this browser.</p>
      <Form form={form} wide action="Sign in" busy="Signing in…" />
    </>
  );
}

const Gone = ({ callbackPath, isIncomplete }: { callbackPath: string; isIncomplete: boolean }) => (
  <>
    <h1 className="mb-1.5 font-semibold text-xl tracking-tight">
      {isIncomplete ? "This link is incomplete" : "This link does not work any more"}
    </h1>
    <p className="mb-5 text-pretty text-muted-foreground text-sm">
      {isIncomplete
        ? "A part of it was lost on the way. Open it from the mail again, or have a new one sent."
        : "A link signs in once, for 15 minutes, and only while you have not signed out everywhere. Have a new one sent."}
    </p>
    <LinkButton variant="primary" size="wide" href={`/sign-in?callbackUrl=${encodeURIComponent(callbackPath)}`}>
      To the sign-in page
    </LinkButton>
  </>
);
