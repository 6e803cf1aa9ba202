import { CloudAlert } from "lucide-react";
import { ApiError } from "@/lib/client/api";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

/** What went wrong, a way to try again, and the id under which the server's log has more. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-center gap-2 px-4 py-16 text-center">
      <CloudAlert aria-hidden="true" strokeWidth={1.5} className="size-6 text-destructive" />
      <h2 className="font-medium text-base">This could not be loaded</h2>
      <p className="text-muted-foreground text-sm">{error.message}</p>
      <Button onClick={onRetry} className="mt-3">
        Try again
      </Button>
      {requestId && (
        <p className="mt-2 flex max-w-full items-center gap-1 text-muted-foreground text-xs">
          <span className="min-w-0 break-all">
            Request id <code className="font-mono">{requestId}</code>
          </span>
          <CopyButton text={requestId} label="Copy the request id" />
        </p>
      )}
    </div>
  );
}

/** The same in one line, above data that is still shown. */
export function StaleNotice({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div role="status" className="flex items-center gap-3 border-b bg-muted px-4 py-1.5 text-xs sm:px-6">
      <CloudAlert aria-hidden="true" className="size-4 shrink-0 text-warning" />
      <span className="min-w-0 flex-1">Not up to date: {error.message}</span>
      <Button size="sm" variant="ghost" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
