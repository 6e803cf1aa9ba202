"use client";

import { useChangeApiKey } from "@/lib/client/queries/api-keys";
import type { ApiKeyShape } from "@/lib/domain/api-key";
import { FormDialog } from "../form-dialog";
import { KeyFields } from "./key-fields";
import { keyFields, useKeyFields } from "./use-key-fields";

/** Changes what a key is called and may do; the key itself stays. */
export function KeyDrawer({ apiKey, onClose }: { apiKey: ApiKeyShape; onClose: () => void }) {
  const { mutateAsync } = useChangeApiKey();
  const fields = useKeyFields(apiKey);

  function save(data: FormData) {
    const { expires_at, ...patch } = fields.toBody(String(data.get("name")));
    // An expired key can be renamed, though its time is over.
    return mutateAsync({ id: apiKey.id, ...patch, ...(expires_at === apiKey.expires_at ? {} : { expires_at }) });
  }
  return (
    <FormDialog
      wide
      title={`Edit ${apiKey.name}`}
      description={
        <>
          <code className="font-mono text-xs">{apiKey.masked_key}</code> stays as it is. Changes hold within a second.
        </>
      }
      onClose={onClose}
      action="Save"
      actionBusy="Saving…"
      fields={keyFields}
      act={save}
    >
      {(errors) => <KeyFields name={apiKey.name} fields={fields} errors={errors} />}
    </FormDialog>
  );
}
