import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { db, transaction } from "../../postgres/db";

/**
 * Switches a destination off because of what its receiver said; `reason` is a code. False, and nothing happens, when it is off already, or was
 * changed since `updatedAt`: what was learned of it no longer holds.
 */
export async function disableDestination(
  { id, organizationId, updatedAt }: { id: string; organizationId: string; updatedAt: Date },
  reason: string,
): Promise<boolean> {
  return transaction(async () => {
    await lockConfig(organizationId);
    const { count } = await db().destination.updateMany({
      where: { id, enabled: true, updatedAt },
      data: { enabled: false, disabledReason: reason },
    });
    if (count === 0) return false;
    // Until the admins were told: upkeep/disabled.ts. Enabling it again empties the flow.
    await db().$executeRaw`UPDATE destination_states SET flow = flow || '{"untold": true}' WHERE destination_id = ${id}::uuid`;
    await audit({ type: "hotline", organizationId }, "destination.disabled", id, { after: { reason } });
    await saveConfigVersion(organizationId);
    return true;
  });
}
