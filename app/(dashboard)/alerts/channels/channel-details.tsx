"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { NamesPanel } from "@/components/channel/names-panel";
import { contractOf, examplePayload } from "@/components/channel/payload-contract";
import { useEngine, useMatches, useSeenNames } from "@/components/channel/use-matches";
import { ApiExample } from "@/components/code/api-example";
import { CodeBlock } from "@/components/code/code-block";
import { Pattern } from "@/components/code/pattern";
import { Drawer } from "@/components/ui/popup/drawer";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { ChannelShape } from "@/lib/domain/routing/channel";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  channel: ChannelShape;
  /** Why it is to read only. */
  reason: string | undefined;
}

/** A channel to read: one that is built in, or any for members. */
export function ChannelDetails({ open, onOpenChange, channel, reason }: Props) {
  const { name, pattern, description, environment, enabled, system } = channel;
  const { names, isLoaded, error, refetch } = useSeenNames(environment);
  const matched = useMatches(useEngine(), pattern, names);
  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={name}
      description={system ? "Built in: every organization has it, and it cannot be changed." : reason}
    >
      <div className="grid gap-6 pt-1">
        {description && <p className="text-sm">{description}</p>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
          <dt className="text-muted-foreground">Pattern</dt>
          <dd>
            <Pattern pattern={pattern} />
          </dd>
          <dt className="text-muted-foreground">Scope</dt>
          <dd>{environment ?? "Whole organization"}</dd>
          <dt className="text-muted-foreground">State</dt>
          <dd>{enabled ? "Enabled" : <span className="text-warning">Disabled: it matches nothing</span>}</dd>
          <dt className="text-muted-foreground">Used by</dt>
          <dd>
            <UsedBy id={channel.id} />
          </dd>
        </dl>
        {system && <Contract name={name} />}
        <NamesPanel
          names={names}
          matched={matched}
          saved={null}
          environment={environment}
          isLoaded={isLoaded}
          error={error}
          onRetry={() => void refetch()}
        />
      </div>
    </Drawer>
  );
}

function UsedBy({ id }: { id: string }) {
  const using = useSubscriptions().data?.filter(({ channel_ids }) => channel_ids.includes(id)) ?? [];
  if (using.length === 0) return <span className="text-muted-foreground">No subscription</span>;
  return (
    <ul className="grid gap-1">
      {using.map((subscription) => (
        <li key={subscription.id}>
          <Link href={`/alerts/subscriptions?edit=${subscription.id}`} className="rounded-sm text-primary underline underline-offset-2">
            {subscription.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Contract({ name }: { name: string }) {
  const environments = useEnvironments().data;
  const [now] = useState(() => new Date());
  const payload = examplePayload(
    name,
    environments?.find(({ slug }) => slug === "production")?.slug ?? environments?.[0]?.slug ?? "production",
    now,
  );
  const source = JSON.stringify(payload, null, 2);
  return (
    <section aria-labelledby="contract" className="grid gap-3">
      <div>
        <h3 id="contract" className="font-medium text-sm">
          Payload contract
        </h3>
        <p className="text-pretty text-muted-foreground text-xs">
          An alert of this name is refused (422) when a required field is missing or of another type. Other fields may be added.
        </p>
      </div>
      <table className="w-full text-left text-sm">
        <thead className="sr-only">
          <tr>
            <th scope="col">Field</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {contractOf(name).map((field) => (
            <tr key={field.name} className="border-b align-top last:border-b-0">
              <th scope="row" className="py-1.5 pr-4 font-normal">
                <code className="font-mono text-xs">{field.name}</code>
                <span className={`block text-xs ${field.required ? "" : "text-muted-foreground"}`}>
                  {field.required ? "required" : "optional"}
                </span>
              </th>
              <td className="w-full py-1.5 text-muted-foreground text-xs">{field.says}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Part title="Example payload">
        <CodeBlock label="Example payload" copy={source}>
          {source}
        </CodeBlock>
      </Part>
      <Part title="Publish one">
        <ApiExample path="/api/v1/alerts" body={{ name, payload }} />
      </Part>
    </section>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="grid gap-1.5">
    <h4 className="text-muted-foreground text-xs">{title}</h4>
    {children}
  </div>
);
