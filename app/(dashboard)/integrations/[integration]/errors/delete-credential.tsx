"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import { useToast } from "@/components/ui/popup/toast";
import { useDeleteCredential } from "@/lib/client/queries/credentials";
import type { CredentialShape } from "@/lib/domain/moments/credential";

interface Props {
  credential: CredentialShape;
  team: string;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A credential is lost for good: it is asked for once more. */
export function DeleteCredential({ credential, team, label, open, onOpenChange }: Props) {
  const remove = useDeleteCredential();
  const { show } = useToast();
  // The row is gone before a callback of its own mutation could run: what follows hangs on the promise.
  const start = () =>
    remove
      .mutateAsync(credential.id)
      .then(
        () => show({ title: `The ${label} credential of ${team} is deleted` }),
        ({ message }: Error) => show({ tone: "error", title: "The credential was not deleted", description: message }),
      )
      .finally(() => onOpenChange(false));
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete the credential of ${team}?`}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="destructive" disabled={remove.isPending} onClick={() => void start()}>
            Delete the credential
          </Button>
        </>
      }
    >
      <p className="text-pretty text-sm">
        Hotline forgets it and contacts {label} for this team no more. What {label} sends is received as before. In {label} itself the
        credential stays valid: revoke it there too.
      </p>
    </Dialog>
  );
}
