import type { Metadata } from "next";
import Link from "next/link";
import { buttonLook } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-2 px-4 text-center">
      <h1 className="font-semibold text-lg">There is no such page</h1>
      <p className="text-muted-foreground text-sm">The address may be mistyped, or the page has moved.</p>
      <Link href="/alerts/history" className={`${buttonLook()} mt-3`}>
        Go to History
      </Link>
    </main>
  );
}
