import { expect, test } from "vitest";
import { mendOf } from "./mend-problem";

const [a, b, x, y] = ["A", "B", "X", "Y"].map((id) => ({ id })) as [{ id: string }, { id: string }, { id: string }, { id: string }];

test("each problem leads to where it is mended", () => {
  const one = { channels: [a], destinations: [x] };
  expect(mendOf("no_channel_enabled", one)).toEqual({ label: "Open the channel", href: "/alerts/channels?edit=A" });
  expect(mendOf("no_destination_ready", one)).toEqual({ label: "Open the destination", href: "/alerts/destinations/X" });
  const two = { channels: [a, b], destinations: [x, y] };
  expect(mendOf("no_channel_enabled", two)).toEqual({ label: "Open channels", href: "/alerts/channels" });
  expect(mendOf("no_destination_ready", two)).toEqual({ label: "Open destinations", href: "/alerts/destinations" });
  for (const code of ["no_channel", "other_environment", "no_destination"] as const) expect(mendOf(code, one)).toHaveProperty("edit", true);
  expect(mendOf("destination_covered", one)).toBeNull();
});
