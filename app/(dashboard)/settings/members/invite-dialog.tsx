"use client";

import { useState } from "react";
import { roleOptions } from "@/components/role";
import { FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select-field";
import { ApiError } from "@/lib/client/api";
import type { Role } from "@/lib/domain/member";
import { FormDialog } from "../form-dialog";
import { useReturnFocus } from "../use-return-focus";
import { InvitedDialog } from "./invited-dialog";
import { parseAddresses } from "./parse-addresses";
import { type Outcome, useInviteAll } from "./use-invite-all";

const field = "addresses";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [role, setRole] = useState<Role>("member");
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const inviteAll = useInviteAll();
  const returnFocus = useReturnFocus();

  async function invite(data: FormData) {
    const emails = parseAddresses(String(data.get(field)));
    if (emails.length === 0) throw new ApiError(422, "invalid_input", "", [{ path: field, message: "Enter at least one address." }]);
    const results = await inviteAll(emails, role);
    const [only] = results;
    // One address alone: what is wrong with it stands beside the field.
    if (results.length === 1 && only?.error) throw toFieldError(only.error);
    setOutcomes(results);
    return false;
  }

  function close() {
    returnFocus();
    onClose();
  }

  if (outcomes) return <InvitedDialog outcomes={outcomes} onClose={close} />;
  return (
    <FormDialog
      title="Invite people"
      description="Each gets a mail with a link that works once, for 7 days."
      onClose={onClose}
      action="Invite"
      actionBusy="Inviting…"
      act={invite}
    >
      {(errors) => (
        <>
          <FieldFrame label="E-mail addresses" help="Several: one on each line, or with commas between them." error={errors[field]}>
            {({ id, describedBy, invalid }) => (
              <Textarea
                id={id}
                name={field}
                required
                aria-describedby={describedBy}
                aria-invalid={invalid}
                spellCheck={false}
                placeholder="mia@example.com"
              />
            )}
          </FieldFrame>
          <SelectField label="Role" error={errors.role} value={role} onValueChange={setRole} options={roleOptions} />
        </>
      )}
    </FormDialog>
  );
}

/** The API speaks of one address; here it stands in a field for many. */
function toFieldError(error: Error): Error {
  if (!(error instanceof ApiError) || error.errors.length === 0) return error;
  return new ApiError(
    error.status,
    error.code,
    error.message,
    error.errors.map(({ message }) => ({ path: field, message: `The address ${message}.` })),
  );
}
