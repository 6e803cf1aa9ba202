"use client";

import { useState } from "react";
import { FormDialog } from "@/components/form/form-dialog";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { useMakeApiKey } from "@/lib/client/queries/api-keys";
import { KeyForm } from "./key-form";
import { KeyOnce, type NewKey } from "./key-once";

export function NewKeyDrawer({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useMakeApiKey();
  const returnFocus = useReturnFocus();
  const [made, setMade] = useState<NewKey | null>(null);
  const close = () => {
    returnFocus();
    onClose();
  };
  if (made) return <KeyOnce apiKey={made} onClose={close} />;
  return (
    <FormDialog drawer title="New API key" onClose={onClose}>
      <KeyForm
        send={async (body) => {
          setMade(await mutateAsync(body));
          return false;
        }}
      />
    </FormDialog>
  );
}
