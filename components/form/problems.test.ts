import { expect, test } from "vitest";
import { ApiError } from "@/lib/client/api";
import { FormError, toProblems } from "./problems";

const refused = (...errors: { path: string; message: string }[]) => new ApiError(422, "invalid_input", "Not like this.", errors);

test("each error stands beside the field that it is about, the place inside it told apart", () => {
  const error = refused(
    { path: "name", message: "must not be empty" },
    { path: "channel_ids.2", message: "there is no channel" },
    { path: "config.headers.Host", message: "may not be sent" },
  );
  expect(toProblems(error, ["name", "channel_ids", "config.headers"])).toEqual({
    form: null,
    fields: {
      name: { "": "must not be empty" },
      channel_ids: { "2": "there is no channel" },
      "config.headers": { Host: "may not be sent" },
    },
  });
});

test("what no field takes is the form's", () => {
  expect(toProblems(refused({ path: "enabled", message: "must be true" }), ["name"])).toEqual({ form: "Not like this.", fields: {} });
  const both = refused({ path: "name", message: "is taken" }, { path: "enabled", message: "must be true" });
  expect(toProblems(both, ["name"])).toEqual({ form: "enabled must be true", fields: { name: { "": "is taken" } } });
  expect(toProblems(refused({ path: "names", message: "is another field" }), ["name"]).fields).toEqual({});
});

test("of two errors about one field the first is told", () => {
  const error = refused({ path: "name", message: "first" }, { path: "name", message: "second" });
  expect(toProblems(error, ["name"]).fields).toEqual({ name: { "": "first" } });
});

test("what is neither the API's nor the form's word is told in general", () => {
  expect(toProblems(new TypeError("x is undefined"), []).form).toBe("That did not work. Try again.");
  expect(toProblems(new FormError("E-mail or password is wrong."), []).form).toBe("E-mail or password is wrong.");
});
