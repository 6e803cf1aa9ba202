import { JsonView } from "@/components/ui/json-view";
import { Section } from "@/components/ui/section";

export const Payload = ({ source, className }: { source: string; className?: string }) => (
  <Section title="Payload" className={className}>
    <JsonView label="JSON" source={source} />
  </Section>
);
