"use client";

import { useState } from "react";
import { useMakeApiKey } from "@/lib/client/queries/api-keys";
import { FormDialog } from "../form-dialog";
import { useReturnFocus } from "../use-return-focus";
import { KeyFields } from "./key-fields";
import { KeyOnce, type NewKey } from "./key-once";
import { keyFields, useKeyFields } from "./use-key-fields";

export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useMakeApiKey();
  const fields = useKeyFields();
  const returnFocus = useReturnFocus();
  const close = () => {
    returnFocus();
    onClose();
  };
  const [made, setMade] = useState<NewKey | null>(null);
  if (made) return <KeyOnce apiKey={made} onClose={close} />;
  return (
    <FormDialog
      wide
      title="New API key"
      onClose={onClose}
      action="Create"
      actionBusy="Creating…"
      fields={keyFields}
      act={async (data) => {
        setMade(await mutateAsync(fields.toBody(String(data.get("name")))));
        return false;
      }}
    >
      {(errors) => <KeyFields fields={fields} errors={errors} />}
    </FormDialog>
  );
}
