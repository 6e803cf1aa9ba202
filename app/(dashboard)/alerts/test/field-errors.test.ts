import { expect, test } from "vitest";
import { ApiError } from "@/lib/client/api";
import { errorsOf } from "./field-errors";

test("each field has what was said of it", () => {
  const error = new ApiError(422, "invalid", "Some fields are wrong.", [
    { path: "name", message: "must not be empty" },
    { path: "environment", message: 'there is no environment "nowhere"' },
    { path: "payload.run_id", message: "is required for run:failed" },
    { path: "payload.error", message: "is required for run:failed" },
  ]);
  expect(errorsOf(error)).toEqual({
    name: "must not be empty",
    environment: 'There is no environment "nowhere".',
    payload: "run_id is required for run:failed. error is required for run:failed.",
  });
  expect(errorsOf(new Error("away"))).toEqual({});
  expect(errorsOf(null)).toEqual({});
});
