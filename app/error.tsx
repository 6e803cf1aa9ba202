"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorState error={new Error("Hotline failed to draw this page. Its log says more.")} onRetry={retry} />
    </main>
  );
}
