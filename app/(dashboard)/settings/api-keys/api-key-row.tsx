"use client";

import { CircleX, Clock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Scope } from "@/components/list/list-states";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { Td, Tr } from "@/components/ui/table";
import { useRole } from "@/lib/client/queries/me";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";
import { expiryState } from "../expiry/expiry";
import { RowMenu } from "../row-menu";

const RevokeDialog = dynamic(() => import("./revoke-dialog").then((module) => module.RevokeDialog));

export function ApiKeyRow({ apiKey, team, onEdit }: { apiKey: ApiKeyShape; team?: string; onEdit: () => void }) {
  const { reason } = useRole();
  const [isRevoking, setRevoking] = useState(false);
  const { name, masked_key, scopes, environment, last_used_at, expires_at } = apiKey;
  return (
    <Tr>
      <Td>
        <span className="flex min-w-0 items-baseline gap-2">
          <span title={name} className="truncate font-medium">
            {name}
          </span>
          {team && <span className="truncate text-muted-foreground text-xs">{team}</span>}
        </span>
        <span className="flex flex-wrap items-center gap-x-3 text-muted-foreground text-xs">
          <code className="font-mono">{masked_key}</code>
          <span className="md:hidden">{scopes.join(", ")}</span>
          {environment && <span className="xl:hidden">{environment}</span>}
          <span className="sm:hidden">
            {last_used_at ? (
              <>
                used <RelativeTime iso={last_used_at} />
              </>
            ) : (
              "never used"
            )}
          </span>
          {expires_at && (
            <span className="lg:hidden">
              <Ends expiresAt={expires_at} verb />
            </span>
          )}
        </span>
      </Td>
      <Td className="max-md:hidden">
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Chip key={scope}>{scope}</Chip>
          ))}
        </span>
      </Td>
      <Td className="truncate max-xl:hidden">
        <Scope environment={environment} />
      </Td>
      <Td className="text-muted-foreground text-xs max-sm:hidden">{last_used_at ? <RelativeTime iso={last_used_at} /> : "Never"}</Td>
      <Td className="text-xs max-lg:hidden">
        <Ends expiresAt={expires_at} />
      </Td>
      <Td className="text-right">
        <RowMenu
          label={`Actions for ${name}`}
          reason={reason}
          items={[
            { label: "Edit…", onSelect: onEdit },
            "separator",
            { label: "Revoke…", destructive: true, onSelect: () => setRevoking(true) },
          ]}
        />
        {isRevoking && <RevokeDialog apiKey={apiKey} onClose={() => setRevoking(false)} />}
      </Td>
    </Tr>
  );
}

function Ends({ expiresAt, verb }: { expiresAt: string | null; verb?: boolean }) {
  const state = expiryState(expiresAt, Date.now());
  if (expiresAt === null) return <span className="text-muted-foreground">Never</span>;
  if (state === "expired")
    return (
      <Chip tone="destructive" icon={CircleX}>
        Expired
      </Chip>
    );
  return (
    <span className={`inline-flex items-center gap-1 align-middle ${state === "soon" ? "text-warning" : "text-muted-foreground"}`}>
      {state === "soon" && <Clock aria-hidden="true" className="size-3.5 shrink-0" />}
      {verb && "Expires "}
      <RelativeTime iso={expiresAt} />
    </span>
  );
}
