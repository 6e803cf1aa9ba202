import { cpus, loadavg } from "node:os";
import { findAlertmanager, startAlertmanager } from "./alertmanager";
import { type Crew, startCrew } from "./crew";
import { type Subject, startHotline } from "./hotline";
import { measure } from "./phases";
import { benchTable, ratiosOf } from "./table";

const isJson = process.argv.includes("--json");
const say = (line: string): void => (isJson ? undefined : console.error(line));

/** Everything measured of one subject, and how much memory it took at rest and at its fullest. */
export type Measured = Awaited<ReturnType<typeof measureSubject>>;

/** What is at work now, to be stopped when the bench is. */
let current: Subject | null = null;

async function measureSubject(crew: Crew, start: () => Promise<Subject>) {
  const subject = await start();
  current = subject;
  try {
    const idle = subject.memory();
    const figures = await measure(crew, subject.target, say);
    return { ...figures, ...subject.memory(), idle };
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
    const hotline = await measureSubject(crew, () => startHotline(crew.url));
    const found = findAlertmanager();
    if (found) say(`Alertmanager ${found.version}`);
    const peer = found && (await measureSubject(crew, () => startAlertmanager(found.binary, crew.url)));
    const result = {
      machine: { ...machine, load_before },
      hotline,
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
