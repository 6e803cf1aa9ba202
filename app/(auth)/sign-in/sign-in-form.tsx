"use client";

import { useRef, useState } from "react";
import { Form } from "@/components/form/form";
import { FormError } from "@/components/form/problems";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { api } from "@/lib/client/api";
import { leaveTo } from "../leave-to";
import { saySignInError, unreachable } from "./errors";
import { LinkSent } from "./link-sent";

interface Props {
  callbackPath: string;
  /** Whether a link by mail is offered. */
  mailsLinks: boolean;
  initialError: string | null;
}

export function SignInForm({ callbackPath, mailsLinks, initialError }: Props) {
  const address = useRef<HTMLInputElement>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: "", password: "" },
    problem: initialError,
    send: async ({ email, password }) => {
      const { signIn } = await import("next-auth/react").catch(failUnreachable);
      const answer = await signIn("credentials", { email, password, redirect: false }).catch(failUnreachable);
      if (!answer?.ok) throw new FormError(saySignInError(answer?.error) ?? unreachable);
      return leaveTo(callbackPath);
    },
  });

  function mailLink(): void {
    const input = address.current;
    if (!input?.reportValidity()) return;
    const email = input.value.trim();
    void form.attempt(async () => {
      await api("/api/v1/sign-in-links", { method: "POST", body: { email, callback_url: callbackPath } });
      setSentTo(email);
    });
  }

  if (sentTo) return <LinkSent email={sentTo} onBack={() => setSentTo(null)} />;
  return (
    <Form
      form={form}
      wide
      action="Sign in"
      busy="Signing in…"
      beside={
        mailsLinks && (
          <Button variant="ghost" size="wide" onClick={mailLink} disabled={form.isBusy}>
            {form.isBusy && !form.isSending ? "Mailing…" : "Mail me a link instead"}
          </Button>
        )
      }
    >
      <Field ref={address} label="E-mail" {...form.text("email")} type="email" autoComplete="username" required autoFocus />
      <Field label="Password" {...form.text("password")} type="password" autoComplete="current-password" required />
    </Form>
  );
}

function failUnreachable(): never {
  throw new FormError(unreachable);
}
