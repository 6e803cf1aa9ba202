"use client";

import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Field } from "@/components/ui/field";
import { ApiError, api } from "@/lib/client/api";
import { passwordLength } from "@/lib/domain/setup";
import { FormError } from "../form-error";
import { SubmitButton } from "../submit-button";

type Problems = { form: string | null; fields: Record<string, string> };

/** What the API said of each field; what belongs to no field is the form's. */
function toProblems(error: unknown): Problems {
  if (!(error instanceof ApiError)) return { form: "Hotline cannot be reached at the moment.", fields: {} };
  const fields = Object.fromEntries(error.errors.map(({ path, message }) => [path, message]));
  return { form: error.errors.length > 0 ? null : error.message, fields };
}

export function SetupForm() {
  const [problems, setProblems] = useState<Problems>({ form: null, fields: {} });
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value !== ""));
    setBusy(true);
    try {
      await api("/api/v1/setup", { method: "POST", body: input });
      await signIn("credentials", { email: input.email, password: input.password, redirect: false });
      window.location.assign("/alerts/history");
    } catch (error) {
      setProblems(toProblems(error));
      setBusy(false);
    }
  }

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
      <FormError message={problems.form} />
      <SubmitButton isBusy={isBusy} label="Set up" busyLabel="Setting up…" />
    </form>
  );
}
