import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readUser } from "@/lib/identity/actor";
import { isSetupNeeded } from "@/lib/identity/setup";
import { signInMethods } from "@/lib/identity/sign-in-methods";
import { readCallbackPath } from "../callback-path";
import { Providers } from "../providers";
import { saySignInError } from "./errors";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<Partial<Record<"callbackUrl" | "error" | "signed_out", string | string[]>>>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error, signed_out } = await searchParams;
  const callbackPath = readCallbackPath(callbackUrl);
  if (await readUser((await headers()).get("cookie"))) redirect(callbackPath);
  if (await isSetupNeeded()) redirect("/setup");
  const { link, github, google } = signInMethods();
  return (
    <>
      <h1 className="mb-5 font-semibold text-xl tracking-tight">Sign in</h1>
      {signed_out && (
        <p role="status" className="-mt-3 mb-5 text-muted-foreground text-sm">
          You are signed out everywhere.
        </p>
      )}
      <Providers github={github} google={google} callbackPath={callbackPath} />
      <SignInForm callbackPath={callbackPath} mailsLinks={link} initialError={typeof error === "string" ? saySignInError(error) : null} />
    </>
  );
}
