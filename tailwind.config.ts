import type { Config } from "tailwindcss";

/** Each value is a CSS variable of app/globals.css; a colour holds its light and its dark value. */
const token = (name: string) => `var(--${name})`;
const pair = (name: string) => ({ DEFAULT: token(name), foreground: token(`${name}-foreground`) });
const colours = ["background", "foreground", "success", "warning", "border", "input", "control", "switch", "switch-thumb", "highlight"];

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  darkMode: ["variant", ["&:is([data-theme=dark] *)", "@media (prefers-color-scheme: dark) { &:is([data-theme=system] *) }"]],
  theme: {
    extend: {
      colors: {
        ...Object.fromEntries([...colours, "ring", "sidebar", "backdrop"].map((name) => [name, token(name)])),
        card: pair("card"),
        popover: pair("popover"),
        primary: pair("primary"),
        muted: pair("muted"),
        accent: pair("accent"),
        destructive: pair("destructive"),
      },
      fontFamily: {
        sans: ["var(--font-geist-sans)", "ui-sans-serif", "system-ui", "sans-serif"],
        mono: ["var(--font-geist-mono)", "ui-monospace", "monospace"],
      },
      fontSize: {
        xs: ["0.75rem", "1rem"],
        sm: ["0.8125rem", "1.25rem"],
        base: ["0.875rem", "1.25rem"],
        lg: ["1rem", "1.5rem"],
        xl: ["1.25rem", "1.75rem"],
      },
      borderRadius: { sm: "0.25rem", md: "0.375rem", lg: "0.5rem", xl: "0.75rem" },
      boxShadow: {
        xs: token("elevation-1"),
        sm: token("elevation-1"),
        md: token("elevation-2"),
        lg: token("elevation-3"),
        xl: token("elevation-4"),
      },
      transitionDuration: { DEFAULT: token("duration"), slow: token("duration-slow") },
      transitionTimingFunction: { DEFAULT: token("ease") },
      zIndex: { sticky: "10", overlay: "40", popover: "50", toast: "60", tooltip: "70" },
    },
  },
} satisfies Config;
