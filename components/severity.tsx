import { CircleAlert, Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import { severities } from "@/lib/domain/alerts/message";

type Severity = (typeof severities)[number];

/** Each has its own word, shape and colour. */
const looks: Record<Severity, { icon: LucideIcon; label: string; look: string; shape?: string }> = {
  critical: { icon: OctagonAlert, label: "Critical", look: "text-destructive font-medium", shape: "fill-destructive stroke-background" },
  error: { icon: CircleAlert, label: "Error", look: "text-destructive" },
  warning: { icon: TriangleAlert, label: "Warning", look: "text-warning" },
  info: { icon: Info, label: "Info", look: "text-muted-foreground" },
};

export function SeverityLabel({ severity }: { severity: string | null }) {
  const known = severities.find((name) => name === severity);
  if (!known) return null;
  const { icon: Icon, label, look, shape = "" } = looks[known];
  return (
    <span className={`inline-flex items-center align-middle gap-1.5 whitespace-nowrap text-xs ${look}`}>
      <Icon aria-hidden="true" className={`size-3.5 shrink-0 ${shape}`} />
      {label}
    </span>
  );
}
