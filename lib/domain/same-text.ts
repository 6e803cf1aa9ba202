/** Asked for when it is used: destination kinds import this file, and the browser imports them. */
const crypto = () => process.getBuiltinModule("node:crypto");

/** Whether two texts are the same, in a time that does not depend on where they differ: for whatever somebody could guess bit by bit. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
  return a.length === b.length && crypto().timingSafeEqual(a, b);
}
