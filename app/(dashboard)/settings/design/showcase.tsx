"use client";

import { Actions } from "./actions";
import { Data } from "./data";
import { Forms } from "./forms";
import { Overlays } from "./overlays";
import { States } from "./states";
import { Tokens } from "./tokens";

export function Showcase({ theme }: { theme: "light" | "dark" }) {
  return (
    <section
      data-theme={theme}
      aria-label={`In ${theme}`}
      className="grid min-w-0 grid-cols-1 content-start gap-10 border-t px-4 py-6 sm:px-6"
    >
      <Tokens />
      <Actions theme={theme} />
      <Forms />
      <Overlays theme={theme} />
      <Data />
      <States />
    </section>
  );
}
