import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isSetupNeeded } from "@/lib/identity/setup";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage() {
  if (!(await isSetupNeeded())) redirect("/sign-in");
  return (
    <>
      <h1 className="font-semibold text-xl tracking-tight">Set up Hotline</h1>
      <p className="mt-1.5 mb-5 text-muted-foreground text-sm">
        This installation has no users yet. You become the admin of its first organization.
      </p>
      <SetupForm />
    </>
  );
}
