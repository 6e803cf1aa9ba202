"use client";

import type { Theme } from "@/components/theme";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useMe } from "@/lib/client/queries/me";
import { NameForm } from "./name-form";
import { Organizations } from "./organizations";
import { PasswordForm } from "./password-form";
import { Section } from "./section";
import { Sessions } from "./sessions";
import { ThemeChoice } from "./theme-choice";

export function Profile({ theme }: { theme: Theme }) {
  const { data: me, error, refetch } = useMe();
  return (
    <>
      <PageHeader title="Profile" description="Your account. It is the same in every organization that you belong to." />
      {!me && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows label="Loading your profile" />)}
      {me?.user && (
        <>
          <Section title="Name" text="How others see you: in lists, in the audit log.">
            <NameForm user={me.user} />
          </Section>
          <Section
            title="Password"
            text={
              me.user.has_password
                ? "A new one signs you out everywhere else."
                : "You have none: you sign in by mail, GitHub or Google. With one you can sign in without them."
            }
          >
            <PasswordForm user={me.user} />
          </Section>
          <Section title="Theme" text="In this browser. System follows your machine.">
            <ThemeChoice initial={theme} />
          </Section>
          <Section title="Organizations" text="Where you are a member.">
            <Organizations organizations={me.organizations} currentId={me.organization.id} />
          </Section>
          <Section title="Sessions" text="After a lost laptop, or a browser that was not yours.">
            <Sessions />
          </Section>
        </>
      )}
    </>
  );
}
