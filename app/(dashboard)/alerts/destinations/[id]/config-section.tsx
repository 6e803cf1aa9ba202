import { CopyButton } from "@/components/ui/copy-button";
import { Detail } from "@/components/ui/detail";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { DestinationField, DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/delivering/destination";

/** The config as it is saved; of secrets only the end, if anything. */
export function ConfigSection({ destination, kind }: { destination: DestinationShape; kind: DestinationKindShape | null }) {
  return (
    <Section title="Settings">
      <dl className="grid gap-3 rounded-lg border px-4 py-3">
        {kind?.fields.map((field) => (
          <Detail key={field.name} label={field.label}>
            <Value field={field} value={destination.config[field.name]} />
          </Detail>
        ))}
        <Detail label="Created">
          <RelativeTime iso={destination.created_at} />
        </Detail>
        <Detail label="Changed">
          <RelativeTime iso={destination.updated_at} />
        </Detail>
        <Detail label="Id">
          <span className="-my-1 flex items-center gap-0.5">
            <code className="min-w-0 font-mono text-xs">{destination.id}</code>
            <CopyButton text={destination.id} label="Copy the id" />
          </span>
        </Detail>
      </dl>
    </Section>
  );
}

function Value({ field, value }: { field: DestinationField; value: unknown }) {
  if (value === undefined || value === null || value === "") {
    const initial = field.options?.find((option) => option.value === field.initial)?.label;
    return <span className="text-muted-foreground">{initial ? `${initial} (default)` : "Not set"}</span>;
  }
  if (typeof value === "object")
    return (
      <ul className="grid gap-1">
        {Object.entries(value).map(([name, text]) => (
          <li key={name} className="font-mono text-xs">
            {name}: <span className="text-muted-foreground">{String(text)}</span>
          </li>
        ))}
      </ul>
    );
  const shown = field.options?.find((option) => option.value === value)?.label ?? String(value);
  return field.input === "select" ? shown : <span className="font-mono text-xs">{shown}</span>;
}
