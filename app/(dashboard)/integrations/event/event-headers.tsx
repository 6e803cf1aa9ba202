import { Disclosure } from "@/components/disclosure";
import { CopyButton } from "@/components/ui/copy-button";
import { Section } from "@/components/ui/section";

/** Headers shown before the rest is folded. */
const shown = 8;

/** The headers of a request; what is secret was redacted before it was kept. */
export function EventHeaders({ headers }: { headers: Readonly<Record<string, string>> }) {
  const all = Object.entries(headers);
  const text = all.map(([name, value]) => `${name}: ${value}`).join("\n");
  return (
    <Section
      size="sm"
      title={
        <span className="flex min-h-7 items-center gap-1.5">
          Headers
          <span className="font-normal text-muted-foreground text-xs tabular-nums">{all.length}</span>
          {all.length > 0 && <CopyButton text={text} label="Copy the headers" />}
        </span>
      }
    >
      {all.length === 0 && <p className="text-muted-foreground text-xs">None were kept.</p>}
      <List entries={all.slice(0, shown)} />
      {all.length > shown && (
        <Disclosure summary={`${all.length - shown} more`}>
          <List entries={all.slice(shown)} />
        </Disclosure>
      )}
    </Section>
  );
}

const List = ({ entries }: { entries: readonly (readonly [string, string])[] }) => (
  <dl className="grid grid-cols-1 gap-y-1 font-mono text-xs">
    {entries.map(([name, value]) => (
      <div key={name} className="flex min-w-0 flex-wrap gap-x-1.5">
        <dt className="text-muted-foreground">{name}:</dt>
        <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
      </div>
    ))}
  </dl>
);
