import { Prisma } from "../../postgres/generated/client";

const { sql } = Prisma;

/** What a list shows of `alerts a`, joined with `environments e`. */
export const alertColumns = sql`a.id, a.organization_id, a.name, a.environment_id, e.slug AS environment, a.source, a.severity, a.action, a.dedup_key, a.event_id,
  a.created_at, a.routed_at, a.replay_of, a.config_version, a.channel_ids`;

export interface AlertRow {
  id: string;
  organization_id: string;
  name: string;
  environment_id: string | null;
  environment: string | null;
  source: string;
  severity: string | null;
  action: "trigger" | "resolve";
  dedup_key: string | null;
  event_id: string | null;
  created_at: Date;
  routed_at: Date | null;
  replay_of: string | null;
  config_version: number | null;
  channel_ids: string[];
}
