"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/popup/toast";
import { type Me, useChangePassword } from "@/lib/client/queries/me";
import { passwordLength } from "@/lib/domain/people/password-length";

export function PasswordForm({ user: { email, has_password } }: { user: NonNullable<Me["user"]> }) {
  const { mutateAsync } = useChangePassword();
  const { show } = useToast();
  const form = useForm({
    initial: { current_password: "", new_password: "" },
    toBody: ({ current_password, new_password }) => ({ ...(has_password ? { current_password } : {}), new_password }),
    clears: true,
    send: async (passwords) => {
      await mutateAsync(passwords);
      show({ tone: "success", title: "Your password is set", description: "Every other session of yours has ended." });
    },
  });
  return (
    <Form form={form} action={has_password ? "Change password" : "Set a password"} busy="Setting…">
      {/* Password managers want to know whose it is. */}
      <input name="username" autoComplete="username" value={email} readOnly hidden />
      {has_password && (
        <Field label="Current password" {...form.text("current_password")} type="password" required autoComplete="current-password" />
      )}
      <Field
        label="New password"
        {...form.text("new_password")}
        type="password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        autoComplete="new-password"
        help={`At least ${passwordLength.min} characters. A few words in a row are easy to remember.`}
      />
    </Form>
  );
}
