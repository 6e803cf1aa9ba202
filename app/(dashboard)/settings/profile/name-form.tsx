"use client";

import { FormProblem } from "@/components/form-problem";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";
import { useSubmit } from "@/components/use-submit";
import { type Me, useChangeProfile } from "@/lib/client/queries/me";

export function NameForm({ user: { name, email } }: { user: NonNullable<Me["user"]> }) {
  const { mutateAsync } = useChangeProfile();
  const { show } = useToast();
  const { submit, isBusy, canSubmit, problems } = useSubmit(async (data) => {
    await mutateAsync({ name: String(data.get("name")) });
    show({ tone: "success", title: "Your name is saved" });
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Field label="Name" name="name" required maxLength={100} autoComplete="name" defaultValue={name} error={problems.fields.name} />
      <div className="grid gap-1.5 text-sm">
        <p className="font-medium">E-mail</p>
        <p className="[overflow-wrap:anywhere]">{email}</p>
        <p className="text-muted-foreground text-xs">Your account: invitations are bound to it, so it cannot be changed.</p>
      </div>
      <FormProblem message={problems.form} />
      <Button type="submit" disabled={!canSubmit} className="justify-self-start">
        {isBusy ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}
