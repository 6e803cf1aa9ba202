import { audit } from "../changes/audit";
import { lockConfig, saveConfigVersion } from "../changes/config-versions";
import { systemContracts } from "../domain/alerts/system-names";
import { newId } from "../domain/id";
import { Problem } from "../domain/problem";
import { db, transaction } from "../postgres/db";
import { issueApiKey } from "./api-key";
import { hashPassword } from "./password";

/** The seed of an installation: an organization and its first admin. E-mail in any case; the password is checked by the caller. */
export interface FirstOrganization {
  organization: string;
  email: string;
  name?: string;
  password: string;
}

export const hasUsers = async (): Promise<boolean> => (await db().user.findFirst({ select: { id: true } })) !== null;

/**
 * Makes an organization with its system channels, and an admin in it (an existing person joins as admin and
 * keeps their password). Throws 409 where users exist, unless `force`.
 */
export async function createFirstOrganization(input: FirstOrganization, options: { force?: boolean } = {}) {
  const passwordHash = await hashPassword(input.password);
  return transaction(async () => {
    await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtext('hotline first organization'))`;
    if (!options.force && (await hasUsers())) throw new Problem(409, "already_set_up", "This installation has users already.");
    const organizationId = newId();
    await db().organization.create({ data: { id: organizationId, name: input.organization } });
    await lockConfig(organizationId);
    for (const name of Object.keys(systemContracts)) {
      await db().channel.create({ data: { id: newId(), organizationId, name, pattern: name, system: true } });
    }
    const email = input.email.toLowerCase();
    const user = await db().user.upsert({
      where: { email },
      create: { id: newId(), email, name: input.name ?? email.split("@")[0] ?? email, passwordHash },
      update: {},
    });
    await db().membership.create({ data: { organizationId, userId: user.id, role: "admin" } });
    const by = { type: "hotline", organizationId } as const;
    await audit(by, "organization.created", organizationId, { after: { name: input.organization, admin: email } });
    await saveConfigVersion(organizationId);
    return { organizationId, userId: user.id };
  });
}

/** The first organization, its admin, and an API key with scope admin. The key is in the answer only. */
export async function bootstrap(input: FirstOrganization, options: { force?: boolean } = {}) {
  return transaction(async () => {
    const { organizationId, userId } = await createFirstOrganization(input, options);
    const key = { organizationId, name: "bootstrap", scopes: ["admin" as const], environmentId: null, expiresAt: null };
    const { row, token } = await issueApiKey(key);
    await audit({ type: "hotline", organizationId }, "api_key.created", row.id, { after: { name: key.name, scopes: key.scopes } });
    return { organizationId, userId, apiKey: token };
  });
}
