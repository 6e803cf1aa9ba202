"use client";

import { useRef } from "react";
import { FormProblem } from "@/components/form-problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { useSubmit } from "@/components/use-submit";
import { type Me, useChangePassword } from "@/lib/client/queries/me";
import { passwordLength } from "@/lib/domain/password-length";

export function PasswordForm({ user: { email, has_password } }: { user: NonNullable<Me["user"]> }) {
  const form = useRef<HTMLFormElement>(null);
  const { mutateAsync } = useChangePassword();
  const { show } = useToast();
  const { submit, isBusy, canSubmit, problems } = useSubmit(async (data) => {
    const current = String(data.get("current_password") ?? "");
    await mutateAsync({ ...(has_password ? { current_password: current } : {}), new_password: String(data.get("new_password")) });
    form.current?.reset();
    show({ tone: "success", title: "Your password is set", description: "Every other session of yours has ended." });
  });
  const { fields } = problems;
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-4">
      {/* Password managers want to know whose it is. */}
      <input name="username" autoComplete="username" value={email} readOnly hidden />
      {has_password && (
        <Field
          label="Current password"
          name="current_password"
          type="password"
          required
          autoComplete="current-password"
          error={fields.current_password}
        />
      )}
      <Field
        label="New password"
        name="new_password"
        type="password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        autoComplete="new-password"
        help={`At least ${passwordLength.min} characters. A few words in a row are easy to remember.`}
        error={fields.new_password}
      />
      <FormProblem message={problems.form} />
      <Button type="submit" disabled={!canSubmit} className="justify-self-start">
        {isBusy ? "Setting…" : has_password ? "Change password" : "Set a password"}
      </Button>
    </form>
  );
}
