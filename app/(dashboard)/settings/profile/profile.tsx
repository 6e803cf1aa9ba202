"use client";

import { type ReactNode, useId } from "react";
import type { Theme } from "@/components/page/theme";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useMe } from "@/lib/client/queries/me";
import { NameForm } from "./name-form";
import { Organizations } from "./organizations";
import { PasswordForm } from "./password-form";
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
          <Setting title="Name" text="How others see you: in lists, in the audit log.">
            <NameForm user={me.user} />
          </Setting>
          <Setting
            title="Password"
            text={
              me.user.has_password
                ? "A new one signs you out everywhere else."
                : "You have none: you sign in by mail, GitHub or Google. With one you can sign in without them."
            }
          >
            <PasswordForm user={me.user} />
          </Setting>
          <Setting title="Theme" text="In this browser. System follows your machine.">
            <ThemeChoice initial={theme} />
          </Setting>
          <Setting title="Organizations" text="Where you are a member.">
            <Organizations organizations={me.organizations} currentId={me.organization.id} />
          </Setting>
          <Setting title="Sessions" text="After a lost laptop, or a browser that was not yours.">
            <Sessions />
          </Setting>
        </>
      )}
    </>
  );
}

/** What a setting is about at the left, its controls at the right. */
function Setting({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-x-10 gap-y-3 border-t px-4 py-6 sm:px-6 lg:grid-cols-[16rem_minmax(0,28rem)]">
      <div>
        <h2 id={id} className="font-semibold text-base">
          {title}
        </h2>
        <p className="text-pretty text-muted-foreground text-sm">{text}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
