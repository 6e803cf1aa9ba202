import { Why } from "@/components/alert/why";
import { WhyNotChooser } from "@/components/alert/why-not-chooser";
import { Section } from "@/components/ui/section";
import type { AlertWithSource } from "@/lib/client/queries/alerts";

export function WhyPanel({ alert, className }: { alert: AlertWithSource; className?: string }) {
  const { trace, deliveries } = alert;
  if (!trace) {
    return (
      <Section title="Why" className={className}>
        <p className="text-muted-foreground text-sm">Routing… what it decides appears here in a moment.</p>
      </Section>
    );
  }
  return (
    <Section title="Why" note={`configuration ${trace.config_version}`} className={className}>
      <div className="grid grid-cols-1 gap-5">
        <WhyNotChooser subject={alert} trace={trace} deliveries={deliveries} />
        <Why subject={alert} trace={trace} />
      </div>
    </Section>
  );
}
