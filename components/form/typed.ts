const held = new Set<object>();

/** Says that a form holds what its person typed, until the function that comes back is called: nothing leads away from the page meanwhile. */
export function holdTyped(): () => void {
  const mine = {};
  held.add(mine);
  return () => held.delete(mine);
}

export const isTypedHeld = (): boolean => held.size > 0;
