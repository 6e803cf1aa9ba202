import { MailCheck } from "lucide-react";
import { Button } from "@/components/ui/button";

/** The same words whether the address has an account or not. */
export function LinkSent({ email, onBack }: { email: string; onBack: () => void }) {
  return (
    <div className="grid gap-4">
      <div role="status" className="flex items-start gap-2.5 rounded-md border bg-background p-3">
        <MailCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
        <p className="text-pretty text-sm">
          If <span className="font-medium [overflow-wrap:anywhere]">{email}</span> has an account here, a link is on its way. It signs you
          in once, for 15 minutes.
        </p>
      </div>
      <Button variant="ghost" size="wide" onClick={onBack}>
        Back
      </Button>
    </div>
  );
}
