"use client";

import { useEffect, useRef, useState } from "react";
import { api } from "@/lib/client/api";
import { referenceCss } from "./reference-css";
import { sections } from "./sections";

interface Reference {
  destroy: () => void;
}

/** A folder of its own: what Scalar's bundle asks for is beside it. It is not part of the app's bundle. */
const bundleUrl = "/vendor/scalar/standalone.esm.js";

/** The guide comes first, in milliseconds. */
const loadsAfterMs = 500;

/** What most readers came for; the rest by name. */
const firstTags: readonly string[] = ["alerts", "moments"];

function byUse({ name: a }: { name: string }, { name: b }: { name: string }): number {
  const [first, second] = [a, b].map((name) => (firstTags.includes(name) ? firstTags.indexOf(name) : firstTags.length));
  return (first ?? 0) - (second ?? 0) || a.localeCompare(b);
}

const options = {
  theme: "none",
  customCss: referenceCss,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  hideDarkModeToggle: true,
  hideClientButton: true,
  documentDownloadType: "none",
  tagsSorter: byUse,
};

/** Whether the theme that the root layout wrote is dark now: `color-scheme` is `light dark` where it follows the machine. */
function isDark(): boolean {
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  return scheme === "light dark" ? matchMedia("(prefers-color-scheme: dark)").matches : scheme === "dark";
}

async function draw(element: Element): Promise<Reference> {
  // Its copy of zod would try eval, which the page's policy refuses aloud.
  Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
  const [{ createApiReference }, content] = await Promise.all([
    import(/* turbopackIgnore: true */ /* webpackIgnore: true */ bundleUrl),
    api<object>("/openapi.json"),
  ]);
  return createApiReference(element, { ...options, content, forceDarkModeState: isDark() ? "dark" : "light" });
}

/** Scalar writes the part in view into the address, and takes the guide above it for its first part. Gives what undoes this. */
function keepAddressOfGuide(reference: Element): () => void {
  const { replaceState } = history;
  history.replaceState = function (this: History, state, unused, url) {
    const isScalar = state !== null && typeof state === "object" && Object.keys(state).length === 0;
    const isGuideInView = reference.getBoundingClientRect().top > window.innerHeight / 2;
    if (!(isScalar && isGuideInView)) replaceState.call(this, state, unused, url);
  };
  return () => {
    history.replaceState = replaceState;
  };
}

/** Scalar's reference over /openapi.json. It loads once the page is there and the browser has nothing else to do. */
export function ApiReference() {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"waiting" | "there" | "failed">("waiting");

  useEffect(() => {
    let isGone = false;
    const undo: (() => void)[] = [];
    async function load(element: Element) {
      // Not before: the router takes over the browser's history first.
      undo.push(keepAddressOfGuide(element));
      try {
        const reference = await draw(element);
        if (isGone) return reference.destroy();
        undo.push(reference.destroy);
        // What Scalar draws is the page's main part by its own markup, and there is one main part.
        document.getElementById("content")?.removeAttribute("role");
        setState("there");
      } catch {
        setState("failed");
      }
    }
    const timer = setTimeout(() => place.current && void load(place.current), loadsAfterMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
      for (const each of undo) each();
    };
  }, []);

  return (
    // What Scalar draws has a header of its own: inside a section, it is none of the page's.
    <section id="reference" aria-labelledby="reference-heading" className="scroll-mt-12 border-t print:hidden">
      <div className="mx-auto max-w-5xl px-4 pt-10 pb-6 sm:px-6">
        <h2 id="reference-heading" className="font-semibold text-xl tracking-tight">
          {sections.reference}
        </h2>
        <p className="mt-1 text-base/6 text-muted-foreground">
          Every endpoint, from{" "}
          <a href="/openapi.json" className="text-primary underline underline-offset-2">
            openapi.json
          </a>
          .
        </p>
        {state === "failed" && (
          <p role="alert" className="mt-3 text-destructive text-sm">
            The reference could not be loaded. openapi.json holds the same.
          </p>
        )}
      </div>
      <div ref={place} aria-busy={state === "waiting"} className="min-h-dvh" />
    </section>
  );
}
