"use client";

import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useWebhookCallers } from "@/lib/client/queries/webhooks";
import type { WebhookCallersShape, WebhookShape } from "@/lib/domain/moments/webhook";

type Caller = WebhookCallersShape["data"][number];

/** Who uses the token of a webhook that was not rotated. */
export const CallersSection = ({ webhook }: { webhook: WebhookShape }) => (
  <Section title="Callers" note="Last 30 days">
    <div className="rounded-lg border">
      <Callers webhook={webhook} label="Callers" />
    </div>
  </Section>
);

/** Callers are told of for so long, in milliseconds. */
const toldForMs = 30 * 86_400_000;

export function Callers({ webhook: { id, created_at }, label }: { webhook: WebhookShape; label: string }) {
  const { data, error, refetch } = useWebhookCallers(id);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={2} label="Loading callers" />;
  if (data.data.length === 0)
    return (
      <p className="px-4 py-6 text-center text-muted-foreground text-sm">
        {Date.now() - Date.parse(created_at) < toldForMs ? "Nobody has used it yet." : "Nobody has used it in the last 30 days."}
      </p>
    );
  return (
    <>
      <Refusals refusals={data.refusals} />
      <table aria-label={label} className="w-full table-fixed border-collapse text-left text-sm">
        <thead className="border-b text-muted-foreground text-xs">
          <tr>
            <th scope="col" className="h-8 pr-2 pl-4 font-medium">
              Caller
            </th>
            <th scope="col" className="w-24 px-2 text-right font-medium">
              Requests
            </th>
            <th scope="col" className="w-22 pr-4 pl-2 text-right font-medium">
              Last
            </th>
          </tr>
        </thead>
        <tbody>
          {data.data.map((caller) => (
            <CallerRow key={`${caller.address} ${caller.user_agent}`} caller={caller} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** What was refused, why, and what helps. */
const Refusals = ({ refusals }: Pick<WebhookCallersShape, "refusals">) =>
  refusals.length > 0 && (
    <ul aria-label="Refused requests" className="grid gap-2 border-b px-4 py-3 text-sm">
      {refusals.map(({ reason, count, last_at, said, cure }) => (
        <li key={reason}>
          <span className="font-medium text-destructive">
            {count.toLocaleString("en")} {count === 1 ? "request" : "requests"} {said}
          </span>
          <span className="text-muted-foreground">
            , the last <RelativeTime iso={last_at} />. {cure}
          </span>
        </li>
      ))}
    </ul>
  );

function CallerRow({ caller }: { caller: Caller }) {
  const { address, user_agent, sources, count, requests_24h, repeated, refused_expired, refused_other, last_at } = caller;
  const refused = refused_expired + refused_other;
  return (
    <tr className="border-b align-top last:border-b-0">
      <td className="min-w-0 py-2 pr-2 pl-4">
        <span title={user_agent} className="line-clamp-2 font-medium [overflow-wrap:anywhere]">
          {user_agent || "No user agent"}
        </span>
        <span className="block text-muted-foreground text-xs [overflow-wrap:anywhere]">
          <span className="font-mono">{address}</span>
          {sources.length > 0 && ` · ${sources.join(", ")}`}
        </span>
      </td>
      <td className="px-2 py-2 text-right tabular-nums">
        {count.toLocaleString("en")}
        <span className="block text-muted-foreground text-xs">{requests_24h.toLocaleString("en")} in 24 h</span>
        {repeated > 0 && (
          <span title="Deliveries that had come before: they made no other event" className="block text-muted-foreground text-xs">
            {repeated.toLocaleString("en")} repeated
          </span>
        )}
        {refused > 0 && <span className="block text-destructive text-xs">{refused.toLocaleString("en")} refused</span>}
      </td>
      <td className="py-2 pr-4 pl-2 text-right text-muted-foreground text-xs leading-5">
        <RelativeTime iso={last_at} className="whitespace-normal" />
      </td>
    </tr>
  );
}
