"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { chooseTheme, readTheme, type Theme } from "@/components/page/theme";
import { Segments } from "@/components/ui/choice/segments";

const face = (icon: ReactNode, label: string) => (
  <>
    {icon}
    {label}
  </>
);

const options = [
  { value: "light", label: face(<Sun aria-hidden="true" className="size-3.5" />, "Light") },
  { value: "dark", label: face(<Moon aria-hidden="true" className="size-3.5" />, "Dark") },
  { value: "system", label: face(<Monitor aria-hidden="true" className="size-3.5" />, "System") },
] as const;

/** The profile's menu changes it too. */
function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

export function ThemeChoice({ initial }: { initial: Theme }) {
  const theme = useSyncExternalStore(
    subscribe,
    () => readTheme(document.documentElement.dataset.theme),
    () => initial,
  );
  return <Segments label="Theme" value={theme} onValueChange={chooseTheme} options={options} />;
}
