import type { Metadata } from "next";
import { readCallbackPath } from "../../callback-path";
import { LinkSignIn } from "./link-sign-in";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInLinkPage({ searchParams }: { searchParams: Promise<{ callbackUrl?: string | string[] }> }) {
  return <LinkSignIn callbackPath={readCallbackPath((await searchParams).callbackUrl)} />;
}
