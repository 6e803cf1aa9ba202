import { expect, test } from "vitest";
import { isFound, withOffer } from "./combobox-options";

const options = [
  { value: "1", label: "#ops", description: "Slack" },
  { value: "2", label: "On-call" },
];

test("options are found by label and by description, in any case", () => {
  expect(options.filter((option) => isFound(option, " SLA ")).map((option) => option.value)).toEqual(["1"]);
  expect(options.filter((option) => isFound(option, "on")).map((option) => option.value)).toEqual(["2"]);
  expect(options.filter((option) => isFound(option, ""))).toHaveLength(2);
});

test("what was typed is offered to be made, unless it is there already or empty", () => {
  expect(withOffer(options, " new ").at(-1)).toMatchObject({ label: "Create “new”", creates: "new" });
  expect(withOffer(options, "on-CALL")).toEqual(options);
  expect(withOffer(options, "  ")).toEqual(options);
});
