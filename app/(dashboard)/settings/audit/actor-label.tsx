import { KeyRound } from "lucide-react";
import { Logo } from "@/components/page/logo";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";

/** Who made a change: somebody by name, an API key, or Hotline itself. */
export function ActorLabel({ actor: { type, name, id } }: { actor: AuditEntryShape["actor"] }) {
  const said = name ?? (type === "hotline" ? "Hotline" : (id ?? "somebody"));
  return (
    <span className="font-medium">
      {type === "key" && (
        <span className="font-normal text-muted-foreground">
          <KeyRound aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.125em]" />
          API key{" "}
        </span>
      )}
      {type === "hotline" && <Logo className="mr-1 inline size-3.5 align-[-0.125em]" />}
      {said}
    </span>
  );
}
