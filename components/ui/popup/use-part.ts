"use client";

import { useCallback, useState } from "react";

/** Code that loads when somebody first reaches for it. A load that failed is tried again at the next reach. */
export function usePart<Part>(load: () => Promise<Part>): [Part | null, () => void] {
  const [part, setPart] = useState<{ code: Part } | null>(null);
  const reach = useCallback(
    () =>
      void load()
        .then((code) => setPart((before) => before ?? { code }))
        .catch(() => {}),
    [load],
  );
  return [part ? part.code : null, reach];
}
