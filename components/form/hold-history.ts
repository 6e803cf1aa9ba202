const readIndex = () => window.navigation?.currentEntry?.index;

let held: { home: number; onHeld: () => void } | null = null;

/**
 * Takes Back and Forward back at once while something would be lost; gives what ends that. How far to go back is known by the Navigation API
 * alone (Chrome 102, Safari 26.2, Firefox 147): an older browser leaves.
 */
export function holdHistory(onHeld: () => void): () => void {
  const home = readIndex();
  // A form in a drawer over another form: the one that was there first holds for both.
  if (home === undefined || held) return () => {};
  const mine = { home, onHeld };
  held = mine;
  return () => {
    if (held === mine) held = null;
  };
}

/** Hears of Back before the router does, which hears nothing of what is held: those who capture hear first. To be called before the page hydrates. */
export function hearHistory(): void {
  const hear = (event: PopStateEvent) => {
    const here = readIndex();
    if (!held || here === undefined) return;
    event.stopImmediatePropagation();
    if (here === held.home) return;
    window.history.go(held.home - here);
    held.onHeld();
  };
  window.addEventListener("popstate", hear, { capture: true });
}
