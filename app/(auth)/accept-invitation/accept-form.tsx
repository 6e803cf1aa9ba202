"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useAcceptInvitation } from "@/lib/client/queries/invitations";
import type { FoundInvitationShape } from "@/lib/domain/people/invitation";
import { passwordLength } from "@/lib/domain/people/password-length";
import { leaveTo } from "../leave-to";
import { Providers } from "../providers";
import { Frame } from "./frame";
import { forgetInvitationToken } from "./invitation-token";
import { invitedAs } from "./invited-as";

interface Props {
  token: string;
  invitation: FoundInvitationShape;
  providers: { github: boolean; google: boolean };
}

/** Joins: with one press when signed in, by the account's password, or as somebody new by a name and a password. */
export function AcceptForm({ token, invitation, providers }: Props) {
  const { organization, email, has_account, signed_in } = invitation;
  const { mutateAsync } = useAcceptInvitation();
  const isNew = !has_account;
  const initial: { name?: string; password?: string } = { ...(isNew ? { name: "" } : {}), ...(signed_in ? {} : { password: "" }) };
  const form = useForm({
    initial,
    send: async (values) => {
      await mutateAsync({ token, ...values });
      forgetInvitationToken();
      return leaveTo(signed_in || (await begin(email, values.password)) ? "/" : "/sign-in");
    },
  });
  return (
    <Frame title={`Join ${organization}`} text={invitedAs(invitation)}>
      {isNew && <Providers {...providers} callbackPath="/" />}
      <Form form={form} wide action={`Join ${organization}`} busy="Joining…">
        {!signed_in && <Field label="E-mail" type="email" name="email" autoComplete="username" value={email} readOnly />}
        {isNew && <Field label="Your name" {...form.text("name")} required autoFocus maxLength={100} autoComplete="name" />}
        {!signed_in && (
          <Field
            label="Password"
            {...form.text("password")}
            type="password"
            required
            autoFocus={!isNew}
            {...(isNew ? { minLength: passwordLength.min, maxLength: passwordLength.max } : {})}
            autoComplete={isNew ? "new-password" : "current-password"}
            help={isNew ? `At least ${passwordLength.min} characters.` : "Of the account that you have here already."}
          />
        )}
      </Form>
    </Frame>
  );
}

async function begin(email: string, password: string | undefined): Promise<boolean> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  return answer?.ok ?? false;
}
