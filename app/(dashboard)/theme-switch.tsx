"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { chooseTheme, type Theme, themes } from "@/components/theme";

const looks = {
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
  system: { label: "System", icon: Monitor },
};

export function ThemeSwitch({ initial }: { initial: Theme }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-muted-foreground text-xs">Theme</legend>
      <div className="grid grid-cols-3 gap-0.5 rounded-md bg-muted p-0.5">
        {themes.map((theme) => {
          const { label, icon: Icon } = looks[theme];
          return (
            <label
              key={theme}
              className="flex h-7 items-center justify-center gap-1 rounded-sm text-muted-foreground text-xs has-checked:bg-background has-checked:font-medium has-checked:text-foreground has-checked:shadow-xs has-focus-visible:outline-2 has-focus-visible:outline-ring"
            >
              <input
                type="radio"
                name="theme"
                value={theme}
                defaultChecked={theme === initial}
                onChange={() => chooseTheme(theme)}
                className="sr-only"
              />
              <Icon aria-hidden="true" className="size-3.5" />
              {label}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
