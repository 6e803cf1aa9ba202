import { Section } from "@/components/alert/section";
import { JsonView } from "@/components/ui/json-view";

export const Payload = ({ source, className }: { source: string; className?: string }) => (
  <Section title="Payload" className={className}>
    <JsonView label="JSON" source={source} />
  </Section>
);
