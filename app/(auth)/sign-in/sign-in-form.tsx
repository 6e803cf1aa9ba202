"use client";

import { type FormEvent, useRef, useState } from "react";
import { FormProblem } from "@/components/form-problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { ApiError, api } from "@/lib/client/api";
import { SubmitButton } from "../submit-button";
import { saySignInError, unreachable } from "./errors";
import { LinkSent } from "./link-sent";

interface Props {
  callbackPath: string;
  /** Whether a link by mail is offered. */
  mailsLinks: boolean;
  initialError: string | null;
}

export function SignInForm({ callbackPath, mailsLinks, initialError }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const isUnderWay = useRef(false);
  const [error, setError] = useState(initialError);
  const [busyWith, setBusyWith] = useState<"password" | "link" | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  /** Runs one of the two ways, once; it gives what went wrong. */
  async function attempt(way: "password" | "link", act: () => Promise<string | null>) {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusyWith(way);
    setError(null);
    const problem = await act().catch(() => unreachable);
    // Signed in: the next page is on its way, and nothing here can be pressed until it comes.
    if (problem === leaving) return;
    setError(problem);
    isUnderWay.current = false;
    setBusyWith(null);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    void attempt("password", async () => {
      const { signIn } = await import("next-auth/react");
      const answer = await signIn("credentials", { email, password, redirect: false });
      if (!answer?.ok) return saySignInError(answer?.error) ?? unreachable;
      window.location.assign(callbackPath);
      return leaving;
    });
  }

  function mailLink() {
    const input = form.current?.elements.namedItem("email") as HTMLInputElement;
    if (!input.reportValidity()) return;
    const email = input.value.trim();
    void attempt("link", async () => {
      try {
        await api("/api/v1/sign-in-links", { method: "POST", body: { email, callback_url: callbackPath } });
      } catch (cause) {
        return cause instanceof ApiError ? cause.message : unreachable;
      }
      setSentTo(email);
      return null;
    });
  }

  if (sentTo) return <LinkSent email={sentTo} onBack={() => setSentTo(null)} />;
  return (
    // `post`: should the browser ever send the form by itself, the password is not in the address.
    <form ref={form} method="post" onSubmit={submit} className="grid gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormProblem message={error} />
      <div className="grid gap-2">
        <SubmitButton isBusy={busyWith !== null} label="Sign in" busyLabel={busyWith === "link" ? "Sign in" : "Signing in…"} />
        {mailsLinks && (
          <Button variant="ghost" size="wide" onClick={mailLink} disabled={busyWith !== null}>
            {busyWith === "link" ? "Mailing…" : "Mail me a link instead"}
          </Button>
        )}
      </div>
    </form>
  );
}

const leaving = "leaving";
