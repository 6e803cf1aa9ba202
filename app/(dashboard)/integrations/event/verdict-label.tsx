import { type LucideIcon, Shield, ShieldCheck, ShieldX } from "lucide-react";

const verdicts: Record<string, { icon: LucideIcon; words: string; look: string }> = {
  valid: { icon: ShieldCheck, words: "Signature valid", look: "text-success" },
  unsigned: { icon: Shield, words: "No signature asked for", look: "text-muted-foreground" },
  missing: { icon: ShieldX, words: "Signature missing", look: "text-destructive" },
  stale: { icon: ShieldX, words: "Signature too old", look: "text-destructive" },
  mismatch: { icon: ShieldX, words: "Signature does not match", look: "text-destructive" },
};

/** What the signature of a request was worth. */
export function VerdictLabel({ verdict }: { verdict: string }) {
  const { icon: Icon, words, look } = verdicts[verdict] ?? { icon: Shield, words: verdict, look: "" };
  return (
    <span className={`inline-flex items-baseline gap-1 ${look}`}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0 self-center" />
      {words}
    </span>
  );
}

/** Whether somebody may have made the request up. */
export const isDoubtful = (verdict: string): boolean => verdict !== "valid" && verdict !== "unsigned";
