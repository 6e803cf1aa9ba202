"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { chooseTheme, readTheme, type Theme } from "@/components/page/theme";
import { MenuRadio } from "./menu-radio";

const iconLook = "size-4 text-muted-foreground";
const options: { value: Theme; label: string; icon: React.ReactNode }[] = [
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" className={iconLook} /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" className={iconLook} /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden="true" className={iconLook} /> },
];

/** Within a menu that opens in the browser only, so the page knows its theme. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(() => readTheme(document.documentElement.dataset.theme));
  const choose = (next: Theme) => {
    chooseTheme(next);
    setTheme(next);
  };
  return <MenuRadio label="Theme" value={theme} onValueChange={choose} options={options} />;
}
