import type { AlertShape } from "@/lib/domain/alerts/alert";
import { Section } from "../ui/section";
import { DeliveryCard } from "./delivery-card";
import { Steps } from "./steps";

/** From the request to each attempt: when it was received and routed, and what became of each delivery. */
export function Deliveries({ alert, className }: { alert: AlertShape; className?: string }) {
  const { deliveries } = alert;
  return (
    <Section title="Deliveries" note={deliveries.length > 0 ? deliveries.length : undefined} className={className}>
      <Steps alert={alert} />
      {deliveries.length > 0 ? (
        <ul className="divide-y rounded-lg border bg-card">
          {deliveries.map((delivery) => (
            <DeliveryCard key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      ) : (
        <p className="rounded-lg border border-dashed px-4 py-6 text-center text-muted-foreground text-sm">
          {alert.routed_at === null ? "Routing… the deliveries appear here in a moment." : "No deliveries. “Why” says what was considered."}
        </p>
      )}
    </Section>
  );
}
