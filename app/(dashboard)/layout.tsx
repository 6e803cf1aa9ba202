import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { readTheme } from "@/components/theme";
import { type Me, meKey } from "@/lib/client/queries/me";
import { describeActor } from "@/lib/data/people";
import { readUser } from "@/lib/server/actor";
import { ProfileMenu } from "./profile-menu";
import { Sidebar } from "./sidebar";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const request = await headers();
  const user = await readUser(request.get("cookie"));
  if (!user) redirect(`/sign-in?callbackUrl=${encodeURIComponent(request.get("x-hotline-path") ?? "/alerts/history")}`);

  const me: Me = await describeActor(user);
  const client = new QueryClient();
  client.setQueryData(meKey, me);
  const theme = readTheme((await cookies()).get("theme")?.value);

  return (
    <HydrationBoundary state={dehydrate(client)}>
      <a
        href="#content"
        className="sr-only z-20 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="min-h-dvh md:grid md:grid-cols-[13.5rem_minmax(0,1fr)]">
        <Sidebar organization={me.organization.name}>
          <ProfileMenu name={me.user?.name ?? ""} email={me.user?.email ?? ""} role={user.role} theme={theme} />
        </Sidebar>
        <main id="content" tabIndex={-1} className="min-w-0 outline-none">
          {children}
        </main>
      </div>
    </HydrationBoundary>
  );
}
