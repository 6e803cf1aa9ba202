"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { FormError } from "@/components/form/problems";
import { useForm } from "@/components/form/use-form";
import { roleOptions } from "@/components/page/role";
import { SelectField } from "@/components/ui/choice/select-field";
import { FieldFrame } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { ApiError } from "@/lib/client/api";
import type { Role } from "@/lib/domain/people/member";
import { InvitedDialog } from "./invited-dialog";
import { parseAddresses } from "./parse-addresses";
import { type Outcome, useInviteAll } from "./use-invite-all";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [outcomes, setOutcomes] = useState<Outcome[] | null>(null);
  const returnFocus = useReturnFocus();
  const close = () => {
    returnFocus();
    onClose();
  };
  if (outcomes) return <InvitedDialog outcomes={outcomes} onClose={close} />;
  return (
    <FormDialog title="Invite people" description="Each gets a mail with a link that works once, for 7 days." onClose={onClose}>
      <InviteForm onInvited={setOutcomes} />
    </FormDialog>
  );
}

const initial: { addresses: string; role: Role } = { addresses: "", role: "member" };

function InviteForm({ onInvited }: { onInvited: (outcomes: Outcome[]) => void }) {
  const inviteAll = useInviteAll();
  const form = useForm({
    initial,
    check: ({ addresses }) =>
      parseAddresses(addresses).length === 0 ? [{ path: "addresses", message: "Enter at least one address." }] : [],
    send: async ({ addresses, role }) => {
      const results = await inviteAll(parseAddresses(addresses), role);
      const [only] = results;
      // One address alone: what is wrong with it stands beside the field.
      if (results.length === 1 && only?.error) throw toFieldError(only.error);
      onInvited(results);
      return false;
    },
  });
  const { error, ...text } = form.text("addresses");
  return (
    <Form form={form} action="Invite" busy="Inviting…">
      <FieldFrame label="E-mail addresses" help="Several: one on each line, or with commas between them." error={error}>
        {({ id, describedBy, invalid }) => (
          <Textarea
            {...text}
            id={id}
            required
            aria-describedby={describedBy}
            aria-invalid={invalid}
            spellCheck={false}
            placeholder="mia@example.com"
          />
        )}
      </FieldFrame>
      <SelectField label="Role" {...form.field("role")} options={roleOptions} />
    </Form>
  );
}

/** The API speaks of one address; here it stands in a field for many. */
const toFieldError = (error: Error): Error =>
  error instanceof ApiError && error.errors.length > 0
    ? new FormError(
        error.message,
        error.errors.map(({ message }) => ({ path: "addresses", message: `The address ${message}.` })),
      )
    : error;
