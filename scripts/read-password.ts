import { createInterface } from "node:readline";
import { Writable } from "node:stream";

/** How long a pipe may say nothing where no password was asked to come from it, in milliseconds. */
const quietMs = 5_000;

type Input = NodeJS.ReadableStream & { isTTY?: boolean };

/** Asks for a password on a terminal, which does not show what is typed. Resolves with null when the person gives up. */
function prompt(input: Input, output: NodeJS.WritableStream): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  output.write("Password: ");
  return new Promise((resolve) => {
    const end = (answer: string | null) => {
      lines.close();
      output.write("\n");
      resolve(answer);
    };
    lines.once("line", end);
    lines.once("SIGINT", () => end(null));
  });
}

/** The first line of what comes; null when nothing does, after `waitMs` at the latest. */
async function readLine(input: Input, waitMs?: number): Promise<string | null> {
  const lines = createInterface({ input, signal: waitMs === undefined ? undefined : AbortSignal.timeout(waitMs) });
  for await (const line of lines) return line;
  return null;
}

/**
 * The password of a command: as it is given; `-`, or none, asks for it on a terminal, and reads a line of a file or pipe. Null where there is none.
 */
export async function readPassword(given: string | undefined, input: Input, output: NodeJS.WritableStream): Promise<string | null> {
  if (given !== undefined && given !== "-") return given;
  if (input.isTTY) return prompt(input, output);
  return readLine(input, given === "-" ? undefined : quietMs);
}
