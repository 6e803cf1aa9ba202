import { CircleAlert } from "lucide-react";

/** What went wrong with the whole form; the region is there before the words, so that screen readers hear them. */
export function FormError({ message }: { message: string | null }) {
  return (
    <div role="alert">
      {message && (
        <p className="flex items-start gap-2 text-destructive text-sm">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {message}
        </p>
      )}
    </div>
  );
}
