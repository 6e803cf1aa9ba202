/** After `g`, a key that goes to a page. */
export const goKeys = [
  { key: "h", label: "History", href: "/alerts/history" },
  { key: "d", label: "Destinations", href: "/alerts/destinations" },
  { key: "s", label: "Subscriptions", href: "/alerts/subscriptions" },
  { key: "c", label: "Channels", href: "/alerts/channels" },
  { key: "i", label: "Integrations", href: "/integrations" },
] as const;
