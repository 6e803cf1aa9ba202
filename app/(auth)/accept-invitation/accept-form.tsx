"use client";

import { FormProblem } from "@/components/form-problem";
import { Field } from "@/components/ui/field";
import { useSubmit } from "@/components/use-submit";
import { useAcceptInvitation } from "@/lib/client/queries/invitations";
import type { FoundInvitationShape } from "@/lib/domain/invitation";
import { passwordLength } from "@/lib/domain/password-length";
import { Providers } from "../providers";
import { SubmitButton } from "../submit-button";
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
  const { submit, isBusy, problems } = useSubmit(async (data) => {
    const given = Object.fromEntries(["name", "password"].flatMap((name) => (data.has(name) ? [[name, String(data.get(name))]] : [])));
    await mutateAsync({ token, ...given });
    forgetInvitationToken();
    if (!signed_in && !(await begin(email, given.password))) return leaveTo("/sign-in");
    return leaveTo("/");
  });
  return (
    <Frame title={`Join ${organization}`} text={invitedAs(invitation)}>
      {isNew && <Providers {...providers} callbackPath="/" />}
      <form method="post" onSubmit={submit} className="grid gap-4">
        {!signed_in && <Field label="E-mail" type="email" name="email" autoComplete="username" value={email} readOnly />}
        {isNew && (
          <Field label="Your name" name="name" required autoFocus maxLength={100} autoComplete="name" error={problems.fields.name} />
        )}
        {!signed_in && (
          <Field
            label="Password"
            name="password"
            type="password"
            required
            autoFocus={!isNew}
            {...(isNew ? { minLength: passwordLength.min, maxLength: passwordLength.max } : {})}
            autoComplete={isNew ? "new-password" : "current-password"}
            help={isNew ? `At least ${passwordLength.min} characters.` : "Of the account that you have here already."}
            error={problems.fields.password}
          />
        )}
        <FormProblem message={problems.form} />
        <SubmitButton isBusy={isBusy} label={`Join ${organization}`} busyLabel="Joining…" />
      </form>
    </Frame>
  );
}

async function begin(email: string, password: string | undefined): Promise<boolean> {
  const { signIn } = await import("next-auth/react");
  const answer = await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
  return answer?.ok ?? false;
}

/** Nothing can be pressed until the next page is there. */
function leaveTo(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}
