import type { Metadata } from "next";
import { LinkButton } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-2 px-4 text-center">
      <h1 className="font-semibold text-lg">There is no such page</h1>
      <p className="text-muted-foreground text-sm">The address may be mistyped, or the page has moved.</p>
      <LinkButton href="/alerts/history" className="mt-3">
        Go to History
      </LinkButton>
    </main>
  );
}
