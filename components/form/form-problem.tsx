import { CircleAlert } from "lucide-react";

/** What is wrong with a whole form. The region is there before the words, so that screen readers hear them. */
export const FormProblem = ({ message }: { message: string | null }) => (
  <div role="alert" className={message ? "w-full" : "sr-only"}>
    {message && (
      <p className="flex items-start gap-2 text-destructive text-sm">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        {message}
      </p>
    )}
  </div>
);
