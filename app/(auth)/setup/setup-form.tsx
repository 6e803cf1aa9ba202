"use client";

import { FormProblem } from "@/components/form-problem";
import { Field } from "@/components/ui/field";
import { useSubmit } from "@/components/use-submit";
import { api } from "@/lib/client/api";
import { passwordLength } from "@/lib/domain/password-length";
import { SubmitButton } from "../submit-button";

export function SetupForm() {
  const { submit, isBusy, problems } = useSubmit(async (data) => {
    const input = Object.fromEntries([...data].filter(([, value]) => value !== ""));
    await api("/api/v1/setup", { method: "POST", body: input });
    const { signIn } = await import("next-auth/react");
    await signIn("credentials", { email: input.email, password: input.password, redirect: false });
    window.location.assign("/start");
    // Nothing can be pressed until the next page is there.
    await new Promise(() => {});
  });

  const { fields } = problems;
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Field
        label="Code"
        name="code"
        required
        autoFocus
        autoComplete="one-time-code"
        spellCheck={false}
        help="Printed on the server's console when it starts."
        error={fields.code}
      />
      <Field label="Organization" name="organization" required maxLength={100} autoComplete="organization" error={fields.organization} />
      <Field label="Your name" name="name" maxLength={100} autoComplete="name" help="Optional." error={fields.name} />
      <Field label="E-mail" name="email" type="email" required autoComplete="username" error={fields.email} />
      <Field
        label="Password"
        name="password"
        type="password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        autoComplete="new-password"
        help={`At least ${passwordLength.min} characters.`}
        error={fields.password}
      />
      <FormProblem message={problems.form} />
      <SubmitButton isBusy={isBusy} label="Set up" busyLabel="Setting up…" />
    </form>
  );
}
