/** The tabs of Alerts, in their order: each is the folder `slug`. */
export const tabs = [
  { slug: "destinations", label: "Destinations" },
  { slug: "subscriptions", label: "Subscriptions" },
  { slug: "channels", label: "Channels" },
  { slug: "history", label: "History" },
] as const;

export const tester = { slug: "test", label: "Test a route" } as const;
