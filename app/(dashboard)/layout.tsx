import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { kindsKey } from "@/lib/client/queries/kinds";
import { type Me, meKey } from "@/lib/client/queries/me";
import { describeActor } from "@/lib/data/people/me";
import { describeKinds } from "@/lib/http/destination-kinds";
import { readUser } from "@/lib/identity/actor";
import { FailureMark } from "./failure-mark";
import { Live } from "./live";
import { ProfileMenu } from "./profile-menu";
import { Sidebar } from "./sidebar";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const request = await headers();
  const user = await readUser(request.get("cookie"));
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(request.get("x-hotline-path") ?? "/alerts/history")}`);

  const me: Me = await describeActor(user);
  const client = new QueryClient();
  client.setQueryData(meKey, me);
  client.setQueryData(kindsKey, describeKinds());

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <Live />
      <FailureMark />
      <a
        href="#content"
        className="sr-only z-toast rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)] print:block">
        <Sidebar>
          <ProfileMenu />
        </Sidebar>
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
    </HydrationBoundary>
  );
}
