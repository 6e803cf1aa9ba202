import type { Metadata } from "next";
import { headers } from "next/headers";
import { describeActor } from "@/lib/data/people/me";
import { readUser } from "@/lib/identity/actor";
import { signInMethods } from "@/lib/identity/sign-in-methods";
import { AcceptInvitation } from "./accept-invitation";

export const metadata: Metadata = { title: "Accept an invitation" };

export default async function AcceptInvitationPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams;
  const user = await readUser((await headers()).get("cookie"));
  const signedInAs = user ? ((await describeActor(user)).user?.email ?? null) : null;
  const { github, google } = signInMethods();
  return <AcceptInvitation queryToken={typeof token === "string" ? token : null} signedInAs={signedInAs} github={github} google={google} />;
}
