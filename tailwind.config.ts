import type { Config } from "tailwindcss";

/** Each colour is a CSS variable of app/globals.css, which holds its light and its dark value. */
const colour = (name: string) => `var(--${name})`;
const pair = (name: string) => ({ DEFAULT: colour(name), foreground: colour(`${name}-foreground`) });

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  darkMode: ["variant", ["&:is([data-theme=dark] *)", "@media (prefers-color-scheme: dark) { &:is([data-theme=system] *) }"]],
  theme: {
    extend: {
      colors: {
        background: colour("background"),
        foreground: colour("foreground"),
        card: pair("card"),
        popover: pair("popover"),
        primary: pair("primary"),
        muted: pair("muted"),
        accent: pair("accent"),
        destructive: pair("destructive"),
        success: colour("success"),
        warning: colour("warning"),
        border: colour("border"),
        input: colour("input"),
        ring: colour("ring"),
        sidebar: colour("sidebar"),
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
      borderRadius: { sm: "0.25rem", md: "0.375rem", lg: "0.5rem" },
    },
  },
} satisfies Config;
