import { KeyRound } from "lucide-react";
import { CopyButton } from "./copy-button";

/** A secret that is shown this once: afterwards nobody can read it here again. */
export function SecretOnce({ value, label }: { value: string; label: string }) {
  return (
    <div className="grid gap-1.5">
      <p className="font-medium text-sm">{label}</p>
      <div className="flex items-center gap-2 rounded-md border border-warning/40 bg-warning/10 py-1 pr-1 pl-2.5">
        <KeyRound aria-hidden="true" className="size-4 shrink-0 text-warning" />
        <code className="min-w-0 flex-1 select-all py-1 font-mono text-xs [overflow-wrap:anywhere]">{value}</code>
        <CopyButton text={value} label={`Copy: ${label}`} />
      </div>
      <p className="text-muted-foreground text-xs">Copy it now: it is not shown again.</p>
    </div>
  );
}
