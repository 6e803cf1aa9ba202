import { showId } from "../../domain/id";
import type { MomentShape } from "../../domain/moments/moment";
import type { MomentType } from "../../domain/moments/moment-type";
import type { Moment } from "../../postgres/generated/client";

export const showMoment = (row: Moment): MomentShape => ({
  id: showId("moment", row.id),
  event_id: showId("event", row.eventId),
  integration: row.integration,
  team_id: row.teamId && showId("team", row.teamId),
  name: row.name,
  type: row.type as MomentType,
  source: row.source,
  source_url: row.sourceUrl,
  description: row.description,
  enrichment: row.enrichment,
  occurred_at: row.occurredAt.toISOString(),
  created_at: row.createdAt.toISOString(),
});
