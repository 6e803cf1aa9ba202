import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readUser } from "@/lib/server/actor";
import { isSetupNeeded } from "@/lib/server/setup";
import { readCallbackPath } from "../callback-path";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  const callbackPath = readCallbackPath((await searchParams).callbackUrl);
  if (await readUser((await headers()).get("cookie"))) redirect(callbackPath);
  if (await isSetupNeeded()) redirect("/setup");
  return (
    <>
      <h1 className="mb-5 font-semibold text-xl tracking-tight">Sign in</h1>
      <SignInForm callbackPath={callbackPath} />
    </>
  );
}
