"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { LinkButton } from "@/components/ui/button";
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

/** Joins: with one press when signed in, else as somebody new by a name and a password. Who has an account signs in first and comes back. */
export function AcceptForm({ token, invitation, providers }: Props) {
  const { organization, email, signed_in } = invitation;
  const { mutateAsync } = useAcceptInvitation();
  const initial: { name?: string; password?: string } = signed_in ? {} : { name: "", password: "" };
  const form = useForm({
    initial,
    send: async (values) => {
      await mutateAsync({ token, ...values });
      forgetInvitationToken();
      return leaveTo(signed_in || (await begin(email, values.password)) ? "/" : "/sign-in");
    },
  });
  const toSignIn = !signed_in && (
    <LinkButton variant="ghost" size="wide" href="/sign-in?callbackUrl=/accept-invitation">
      I have an account here: sign in
    </LinkButton>
  );
  return (
    <Frame title={`Join ${organization}`} text={invitedAs(invitation)}>
      {!signed_in && <Providers {...providers} callbackPath="/" />}
      <Form form={form} wide action={`Join ${organization}`} busy="Joining…" beside={toSignIn}>
        {!signed_in && (
          <>
            <Field label="E-mail" type="email" name="email" autoComplete="username" value={email} readOnly />
            <Field label="Your name" {...form.text("name")} required autoFocus maxLength={100} autoComplete="name" />
            <Field
              label="Password"
              {...form.text("password")}
              type="password"
              required
              minLength={passwordLength.min}
              maxLength={passwordLength.max}
              autoComplete="new-password"
              help={`At least ${passwordLength.min} characters.`}
            />
          </>
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
