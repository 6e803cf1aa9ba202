import { expect, test } from "vitest";
import { describeKinds } from "@/lib/http/destination-kinds";
import { toValues } from "../form/field-values";
import { suggestName } from "./suggest-name";

test("a name tells where it leads, and is no other's", () => {
  const kind = describeKinds().find(({ fields }) => fields.some(({ input }) => input === "headers"));
  if (!kind) throw new Error("no kind has headers");
  const config = toValues(kind.fields, { url: "https://hooks.example.com/a/b" });
  expect(suggestName(kind, config, [])).toBe("Webhook hooks.example.com");
  expect(suggestName(kind, config, ["webhook hooks.example.com"])).toBe("Webhook hooks.example.com 2");
  expect(suggestName(kind, { "config.url": "https://", "config.headers": [] }, ["Webhook"])).toBe("Webhook 2");
});
