import { expect, test } from "vitest";
import type { Mend } from "@/lib/domain/alerts/why-not";
import { linkTo } from "./mend";

test.each<[Mend, string, string]>([
  [{ make: "subscription" }, "Make a subscription", "/alerts/subscriptions?new=1"],
  [{ open: "subscription", id: "sub_1", name: "Pages" }, "Open “Pages”", "/alerts/subscriptions?edit=sub_1"],
  [{ open: "channel", id: "chan_1", name: "Failed" }, "Open “Failed”", "/alerts/channels?edit=chan_1&try=payment%3Afailed"],
  [{ open: "destination", id: "dest_1", name: "On-call" }, "Open “On-call”", "/alerts/destinations/dest_1"],
])("%o is mended at a link of its own", (mend, label, href) => {
  expect(linkTo(mend, "payment:failed")).toEqual({ label, href });
});
