"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/popup/toast";
import { type Me, useChangeProfile } from "@/lib/client/queries/me";

export function NameForm({ user: { id, name, email } }: { user: NonNullable<Me["user"]> }) {
  const { mutateAsync } = useChangeProfile();
  const { show } = useToast();
  const form = useForm({
    initial: { name },
    saved: id,
    send: async (profile) => {
      await mutateAsync(profile);
      show({ tone: "success", title: "Your name is saved" });
    },
  });
  return (
    <Form form={form} action="Save" busy="Saving…">
      <Field label="Name" {...form.text("name")} required maxLength={100} autoComplete="name" />
      <div className="grid gap-1.5 text-sm">
        <p className="font-medium">E-mail</p>
        <p className="[overflow-wrap:anywhere]">{email}</p>
        <p className="text-muted-foreground text-xs">Your account: invitations are bound to it, so it cannot be changed.</p>
      </div>
    </Form>
  );
}
