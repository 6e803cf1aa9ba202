"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Field } from "@/components/ui/field";
import { FormError } from "../form-error";
import { SubmitButton } from "../submit-button";

const sentences: Record<string, string> = {
  CredentialsSignin: "E-mail or password is wrong.",
  TooManyAttempts: "Too many attempts. Wait a few minutes, then try again.",
};
const unreachable = "Hotline cannot be reached at the moment.";

export function SignInForm({ callbackPath }: { callbackPath: string }) {
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    setBusy(true);
    setError(null);
    const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
    if (answer?.ok) return window.location.assign(callbackPath);
    setError(sentences[answer?.error ?? ""] ?? unreachable);
    setBusy(false);
  }

  return (
    // `post`: should the browser ever send the form by itself, the password is not in the address.
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Field label="E-mail" name="email" type="email" autoComplete="username" required autoFocus />
      <Field label="Password" name="password" type="password" autoComplete="current-password" required />
      <FormError message={error} />
      <SubmitButton isBusy={isBusy} label="Sign in" busyLabel="Signing in…" />
    </form>
  );
}
