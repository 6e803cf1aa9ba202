"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { useApiKeys, useChangeApiKey } from "@/lib/client/queries/api-keys";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";
import { KeyForm } from "./key-form";

/** Changes what a key is called and may do; the key itself stays. */
export function KeyDrawer({ apiKey: opened, onClose }: { apiKey: ApiKeyShape; onClose: () => void }) {
  const apiKey = useApiKeys().data?.find(({ id }) => id === opened.id) ?? opened;
  const { mutateAsync } = useChangeApiKey();
  return (
    <FormDialog
      drawer
      title={`Edit ${apiKey.name}`}
      description={
        <>
          <code className="font-mono text-xs">{apiKey.masked_key}</code> stays as it is. Changes hold within a second.
        </>
      }
      onClose={onClose}
    >
      <KeyForm apiKey={apiKey} send={(_body, changes) => mutateAsync({ id: apiKey.id, ...changes })} />
    </FormDialog>
  );
}
