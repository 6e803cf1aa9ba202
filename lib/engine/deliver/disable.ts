import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { db, transaction } from "../../postgres/db";

/** Switches a destination off because of what its receiver said; `reason` is a code. Nothing when it is off already. */
export async function disableDestination(organizationId: string, id: string, reason: string): Promise<boolean> {
  return transaction(async () => {
    await lockConfig(organizationId);
    const { count } = await db().destination.updateMany({ where: { id, enabled: true }, data: { enabled: false, disabledReason: reason } });
    if (count === 0) return false;
    await audit({ type: "hotline", organizationId }, "destination.disabled", id, { after: { reason } });
    await saveConfigVersion(organizationId);
    return true;
  });
}
