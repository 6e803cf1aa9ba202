"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { api } from "@/lib/client/api";
import { passwordLength } from "@/lib/domain/people/password-length";
import { leaveTo } from "../leave-to";

export function SetupForm() {
  const form = useForm({
    initial: { code: "", organization: "", name: "", email: "", password: "" },
    send: async (values) => {
      const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
      await api("/api/v1/setup", { method: "POST", body: input });
      const { signIn } = await import("next-auth/react");
      await signIn("credentials", { email: values.email, password: values.password, redirect: false });
      return leaveTo("/start");
    },
  });
  return (
    <Form form={form} wide action="Set up" busy="Setting up…">
      <Field
        label="Code"
        {...form.text("code")}
        required
        autoFocus
        autoComplete="one-time-code"
        spellCheck={false}
        help="Printed on the server's console when it starts."
      />
      <Field label="Organization" {...form.text("organization")} required maxLength={100} autoComplete="organization" />
      <Field label="Your name" {...form.text("name")} maxLength={100} autoComplete="name" help="Optional." />
      <Field label="E-mail" {...form.text("email")} type="email" required autoComplete="username" />
      <Field
        label="Password"
        {...form.text("password")}
        type="password"
        required
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        autoComplete="new-password"
        help={`At least ${passwordLength.min} characters.`}
      />
    </Form>
  );
}
