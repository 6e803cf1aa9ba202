import { PassThrough, Readable } from "node:stream";
import { expect, test } from "vitest";
import { readPassword } from "./read-password";

const nowhere = new PassThrough();

test("a password that is given is taken as it is, and nothing is read", async () => {
  expect(await readPassword("a b", Readable.from([]), nowhere)).toBe("a b");
});

test.each<[string | undefined, string, string | null]>([
  ["-", "correct horse\n", "correct horse"],
  ["-", " correct horse \r\nmore\n", " correct horse "],
  ["-", "no line break", "no line break"],
  ["-", "", null],
  [undefined, "correct horse\n", "correct horse"],
  [undefined, "", null],
])("with --password %s, a pipe that says %j gives %j", async (given, said, password) => {
  expect(await readPassword(given, Readable.from(said === "" ? [] : [said]), nowhere)).toBe(password);
});

test.each([undefined, "-"])("with --password %s, a terminal is asked, and shows nothing of what is typed", async (given) => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const shown = new PassThrough();
  const asked = readPassword(given, terminal, shown);
  terminal.write("correct horsf");
  terminal.write("\u007fe\r");
  expect(await asked).toBe("correct horse");
  expect(shown.read().toString()).toBe("Password: \n");
});

test("who gives up on a terminal gives none", async () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} });
  const asked = readPassword("-", terminal, nowhere);
  terminal.write("corr\u0003");
  expect(await asked).toBeNull();
});
