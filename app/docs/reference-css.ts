/** Scalar in the colours and fonts of app/globals.css. Both of its modes name the same variables, which hold both themes. */
export const referenceCss = `
.light-mode, .dark-mode {
  --scalar-font: var(--font-geist-sans), ui-sans-serif, system-ui, sans-serif;
  --scalar-font-code: var(--font-geist-mono), ui-monospace, monospace;
  --scalar-background-1: var(--background);
  --scalar-background-2: var(--muted);
  --scalar-background-3: var(--accent);
  --scalar-background-accent: var(--accent);
  --scalar-color-1: var(--foreground);
  --scalar-color-2: var(--muted-foreground);
  --scalar-color-3: var(--muted-foreground);
  --scalar-color-accent: var(--primary);
  --scalar-link-color: var(--primary);
  --scalar-border-color: var(--border);
  --scalar-color-green: var(--success);
  --scalar-color-red: var(--destructive);
  --scalar-color-orange: var(--warning);
  --scalar-color-yellow: var(--warning);
  --scalar-color-blue: var(--primary);
  --scalar-color-purple: var(--primary);
  --scalar-button-1: var(--primary);
  --scalar-button-1-color: var(--primary-foreground);
  --scalar-button-1-hover: var(--primary);
  --scalar-sidebar-background-1: var(--background);
  --scalar-sidebar-color-1: var(--foreground);
  --scalar-sidebar-color-2: var(--muted-foreground);
  --scalar-sidebar-border-color: var(--border);
  --scalar-sidebar-item-hover-background: var(--accent);
  --scalar-sidebar-item-active-background: var(--accent);
  --scalar-sidebar-search-background: var(--background);
  --scalar-sidebar-search-border-color: var(--input);
  --scalar-sidebar-search-color: var(--muted-foreground);
  --scalar-custom-header-height: 3rem;
}
/* The page has its title and its heading. */
.scalar-app .introduction-section .section-header-wrapper {
  display: none;
}
.scalar-app .introduction-section {
  padding-block: 1.5rem;
}
`;
