import { type IdPrefix, readId } from "../domain/id";
import type { Actor } from "../domain/people/actor";
import { notFound } from "../domain/problem";

/**
 * A row of the actor's organization, by its id as the API shows it. Throws 404, in the same words for an unknown id, a malformed one and somebody
 * else's.
 */
export async function findOwn<Row>(
  actor: Actor,
  prefix: IdPrefix,
  noun: string,
  id: string,
  find: (where: { id: string; organizationId: string }) => Promise<Row | null>,
): Promise<Row> {
  const uuid = readId(prefix, id);
  const row = uuid === null ? null : await find({ id: uuid, organizationId: actor.organizationId });
  if (row === null) throw notFound(noun);
  return row;
}
