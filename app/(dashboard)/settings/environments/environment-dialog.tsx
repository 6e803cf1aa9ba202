"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useCreateEnvironment, useEnvironments, useUpdateEnvironment } from "@/lib/client/queries/environments";
import type { EnvironmentShape } from "@/lib/domain/routing/environment";
import { suggestSlug } from "./suggest-slug";

/** Makes an environment, or renames one. */
export const EnvironmentDialog = ({ environment, onClose }: { environment?: EnvironmentShape; onClose: () => void }) => (
  <FormDialog title={environment ? "Rename environment" : "New environment"} onClose={onClose}>
    <EnvironmentForm environment={environment} />
  </FormDialog>
);

function EnvironmentForm({ environment: opened }: { environment?: EnvironmentShape }) {
  const environment = useEnvironments().data?.find(({ id }) => id === opened?.id) ?? opened;
  const create = useCreateEnvironment();
  const update = useUpdateEnvironment();
  const form = useForm({
    /** A slug is null until somebody writes one: it follows the name. */
    initial: { name: environment?.name ?? "", slug: environment?.slug ?? null },
    toBody: ({ name, slug }) => ({ name, slug: slug ?? suggestSlug(name) }),
    saved: environment?.id,
    send: (body, patch) => (environment ? update.mutateAsync({ id: environment.id, patch }) : create.mutateAsync(body)),
  });
  const { slug } = form.read().body;
  const isOther = environment !== undefined && slug !== environment.slug;
  return (
    <Form form={form} action={environment ? "Save" : "Create"} busy={environment ? "Saving…" : "Creating…"}>
      <Field label="Name" {...form.text("name")} required maxLength={100} placeholder="Production" />
      <Field
        label="Slug"
        required
        maxLength={64}
        spellCheck={false}
        autoCapitalize="none"
        value={slug}
        onChange={(event) => form.set({ slug: event.target.value })}
        placeholder="production"
        help={isOther ? `Code that publishes to “${environment.slug}” is refused from then on.` : "What code and API calls name it by."}
        error={form.errorOf("slug")}
      />
    </Form>
  );
}
