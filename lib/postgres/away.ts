import pg from "pg";
import { unavailable } from "../domain/problem";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";

/** How long work may take before anyone asks whether the database is there, and how long the database has to say so: together within POLICY's 2 s. */
const patienceMs = 1_000;
const probeMs = 700;

/** The probe that is on its way: all who wait share one. */
const shared = oncePerProcess("away", (): { probe: Promise<boolean> | null } => ({ probe: null }));

async function connects(): Promise<boolean> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: probeMs,
    query_timeout: probeMs,
    application_name: "hotline probe",
  });
  client.on("error", () => {});
  const deadline = setTimeout(() => client.connection.stream.destroy(), probeMs);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(deadline);
    client.end().catch(() => {});
  }
}

function isThere(): Promise<boolean> {
  const state = shared();
  state.probe ??= connects().finally(() => {
    state.probe = null;
  });
  return state.probe;
}

/**
 * What `work` resolves with, unless the database stops answering meanwhile: then 503 within two seconds, whatever the work waits for. It may
 * go through all the same, as after any answer that gets lost. Work that is merely slow is waited for.
 */
export async function unlessAway<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const away = new Promise<never>((_, reject) => {
    const look = () => {
      timer = setTimeout(() => void isThere().then((is) => (is ? timer && look() : reject(unavailable()))), patienceMs);
    };
    look();
  });
  try {
    return await Promise.race([work, away]);
  } finally {
    clearTimeout(timer);
    timer = undefined;
  }
}
