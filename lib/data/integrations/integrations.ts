import { showField } from "../../domain/field-shape";
import { firstIdAt } from "../../domain/id";
import type { IntegrationShape } from "../../domain/moments/integration";
import { type Actor, authorize } from "../../domain/people/actor";
import { dayMs } from "../../domain/time";
import { integrations } from "../../integrations";
import { db } from "../../postgres/db";

/** Every integration as data, with what happened in the last 24 hours. */
export async function listIntegrations(actor: Actor): Promise<IntegrationShape[]> {
  authorize(actor, "read");
  const { organizationId } = actor;
  const since = new Date(Date.now() - dayMs);
  const [events, errors] = await Promise.all([
    db().$queryRaw<{ integration: string; events: number; errors: number }[]>`
      SELECT integration, count(*)::int AS events, (count(*) FILTER (WHERE status = 'error'))::int AS errors
      FROM events WHERE organization_id = ${organizationId}::uuid AND id >= ${firstIdAt(since)}::uuid GROUP BY integration`,
    db().integrationError.groupBy({ by: ["integration"], where: { organizationId, lastAt: { gte: since } }, _count: true }),
  ]);
  return integrations.map(({ integration, label, summary, icon, setup, signature, contact }) => {
    const received = events.find((one) => one.integration === integration);
    return {
      integration,
      label,
      summary,
      icon,
      setup: { steps: [...setup.steps], link: setup.link, template: setup.template ?? null },
      signature: signature && { header: signature.header, help: signature.help },
      contact: contact ? { fields: contact.fields.map(showField), enriches: contact.enrich !== undefined } : null,
      counts_24h: {
        events: received?.events ?? 0,
        error_events: received?.errors ?? 0,
        errors: errors.find((one) => one.integration === integration)?._count ?? 0,
      },
    };
  });
}
