"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { FormError } from "@/components/form/problems";
import { useToast } from "@/components/ui/popup/toast";
import { ApiError } from "@/lib/client/api";
import { useDeleteEnvironment } from "@/lib/client/queries/environments";
import type { EnvironmentShape } from "@/lib/domain/routing/environment";

/** What uses it is the API's to say. */
const explain = (error: unknown): unknown =>
  error instanceof ApiError && error.code === "in_use" ? new FormError(`${error.message} It can be deleted once nothing uses it.`) : error;

export function DeleteDialog({ environment: { id, name, slug }, onClose }: { environment: EnvironmentShape; onClose: () => void }) {
  const { mutateAsync } = useDeleteEnvironment();
  const { show } = useToast();
  async function remove() {
    await mutateAsync(id).catch((error) => {
      throw explain(error);
    });
    show({ title: `${name} was deleted` });
  }
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description={`Alerts that name “${slug}” are refused from then on. It can be deleted only while no channel, subscription, API key or alert in history uses it.`}
      onClose={onClose}
      action="Delete"
      busy="Deleting…"
      destructive
      act={remove}
    />
  );
}
