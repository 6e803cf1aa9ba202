"use client";

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/lib/client/api";
import { isTypedHeld } from "../form/typed";
import { ToastOutlet } from "../ui/popup/toast-outlet";

/** Tries after the first, where a repeat may help: nothing answered, or a 5xx. */
const maxRetries = 2;

const mayHelp = (error: Error): boolean => error instanceof ApiError && (error.status === 0 || error.status >= 500);

/** A session that ended while a page was open leads to the sign-in page and back; a form that holds what was typed says it when it is sent. */
function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof ApiError) || error.status !== 401 || isTypedHeld()) return;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

const newClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    // `always`: a hub inside a closed network answers while the browser calls itself offline.
    defaultOptions: {
      queries: { staleTime: 2_000, networkMode: "always", retry: (count, error) => count < maxRetries && mayHelp(error) },
      mutations: { networkMode: "always" },
    },
  });

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newClient);
  return (
    <QueryClientProvider client={client}>
      {children}
      <ToastOutlet />
    </QueryClientProvider>
  );
}
