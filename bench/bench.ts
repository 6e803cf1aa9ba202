import { cpus, loadavg } from "node:os";
import { findAlertmanager, startAlertmanager } from "./alertmanager";
import { type Crew, startCrew } from "./crew";
import { type FanFigures, type FanName, measureFans } from "./fan";
import { type Subject, startHotline } from "./hotline";
import { measure } from "./phases";
import { benchTable, ratiosOf } from "./table";

const isJson = process.argv.includes("--json");
const say = (line: string): void => (isJson ? undefined : console.error(line));

/** Everything measured of one subject, and how much memory it took at rest and at its fullest. */
export type Measured = Awaited<ReturnType<typeof measureSubject>>;

/** What is at work now, to be stopped when the bench is. */
let current: Subject | null = null;

async function measureSubject<Of extends Subject>(crew: Crew, start: () => Promise<Of>, further?: (subject: Of) => Promise<void>) {
  const subject = await start();
  current = subject;
  try {
    const idle = subject.memory();
    const figures = await measure(crew, subject, say);
    const measured = { ...figures, ...subject.memory(), idle };
    await further?.(subject);
    return measured;
  } finally {
    current = null;
    await subject.stop();
  }
}

function stopOnSignal(crew: Crew): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, async () => {
      crew.stop();
      await current?.stop();
      process.exit(1);
    });
  }
}

async function main(): Promise<void> {
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version, os: `${process.platform} ${process.arch}` };
  const load_before = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const crew = await startCrew();
  stopOnSignal(crew);
  try {
    say("Hotline");
    let fans: Record<FanName, FanFigures> | undefined;
    const hotline = await measureSubject(
      crew,
      () => startHotline(crew.url),
      async (subject) => {
        fans = await measureFans(crew, subject, say);
      },
    );
    const found = findAlertmanager();
    if (found) say(`Alertmanager ${found.version}`);
    const peer = found && (await measureSubject(crew, () => startAlertmanager(found.binary, crew.url)));
    const result = {
      machine: { ...machine, load_before },
      hotline,
      fans: fans as Record<FanName, FanFigures>,
      peer: peer && found ? { name: "alertmanager", version: found.version, ...peer } : ("not installed" as const),
      ratios: peer && ratiosOf(hotline, peer),
    };
    if (isJson) console.log(JSON.stringify(result));
    else for (const line of benchTable(result)) console.log(line);
  } finally {
    crew.stop();
  }
}

await main();
