import { CircleAlert } from "lucide-react";

/** What is wrong with a whole form. The region is there before the words, so that screen readers hear them. */
export const FormProblem = ({ message, isSignedOut = false }: { message: string | null; isSignedOut?: boolean }) => (
  <div role="alert" className={message ? "w-full" : "sr-only"}>
    {message && (
      <p className="flex items-start gap-2 text-destructive text-sm">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <span>
          {message}{" "}
          {isSignedOut && (
            <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium underline underline-offset-2">
              Sign in<span className="sr-only"> (opens in a new tab)</span>
            </a>
          )}
        </span>
      </p>
    )}
  </div>
);
