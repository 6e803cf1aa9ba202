"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { useCreateEnvironment, useUpdateEnvironment } from "@/lib/client/queries/environments";
import type { EnvironmentShape } from "@/lib/domain/environment";
import { FormDialog } from "../form-dialog";
import { suggestSlug } from "./suggest-slug";

/** Makes an environment, or renames one. */
export function EnvironmentDialog({ environment, onClose }: { environment?: EnvironmentShape; onClose: () => void }) {
  const create = useCreateEnvironment();
  const update = useUpdateEnvironment();
  const [name, setName] = useState(environment?.name ?? "");
  /** Null until somebody writes one: it follows the name. */
  const [ownSlug, setOwnSlug] = useState<string | null>(environment?.slug ?? null);
  const slug = ownSlug ?? suggestSlug(name);
  const isOther = environment !== undefined && slug !== environment.slug;
  const save = () => (environment ? update.mutateAsync({ id: environment.id, patch: { name, slug } }) : create.mutateAsync({ name, slug }));
  return (
    <FormDialog
      title={environment ? "Rename environment" : "New environment"}
      onClose={onClose}
      action={environment ? "Save" : "Create"}
      actionBusy={environment ? "Saving…" : "Creating…"}
      act={save}
    >
      {(errors) => (
        <>
          <Field
            label="Name"
            name="name"
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder="Production"
            error={errors.name}
          />
          <Field
            label="Slug"
            name="slug"
            required
            maxLength={64}
            spellCheck={false}
            autoCapitalize="none"
            value={slug}
            onChange={(event) => setOwnSlug(event.target.value)}
            placeholder="production"
            help={isOther ? `Code that publishes to “${environment.slug}” is refused from then on.` : "What code and API calls name it by."}
            error={errors.slug}
          />
        </>
      )}
    </FormDialog>
  );
}
