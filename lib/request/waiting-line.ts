/** Who waits, by organization: theirs come in turn. */
export type WaitingLine = Map<string, (() => void)[]>;

/** Resolves once `callNext` comes to it. */
export function waitIn(line: WaitingLine, organizationId: string): Promise<void> {
  return new Promise((resolve) => {
    const own = line.get(organizationId);
    if (own) own.push(resolve);
    else line.set(organizationId, [resolve]);
  });
}

/** Calls the next one: the organization whose turn was longest ago has it. False when nobody waits. */
export function callNext(line: WaitingLine): boolean {
  const [first] = line;
  if (!first) return false;
  const [organizationId, own] = first;
  const next = own.shift();
  // A Map keeps its insertion order: who has more to do waits behind the others.
  line.delete(organizationId);
  if (own.length > 0) line.set(organizationId, own);
  next?.();
  return true;
}
