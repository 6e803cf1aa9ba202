import { Info } from "lucide-react";
import { useMembers } from "@/lib/client/queries/members";

/** Who can do what a member cannot. */
export function AdminsOnly() {
  const admins = (useMembers().data ?? []).filter(({ role }) => role === "admin");
  const names = admins.map(({ name, email }) => `${name || email} (${email})`).slice(0, 3);
  return (
    <p className="mx-4 mb-2 flex gap-2 rounded-md border bg-muted/50 px-3 py-2 text-sm sm:mx-6">
      <Info aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        You can look at these steps; admins do them.{names.length > 0 && ` Ask ${names.join(" or ")}.`}
      </span>
    </p>
  );
}
