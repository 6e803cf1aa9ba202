import pg from "pg";
import { env } from "../env";

/** How soon a lost connection is made anew, in milliseconds. */
const retryMs = 1_000;
/** A connection that says nothing for so long is asked, in milliseconds: networks drop idle ones without a word. */
const checkMs = 30_000;

/**
 * Keeps a connection of its own that hears the notices of a channel, until it is stopped; made anew when it is lost, and `onGap` says then that
 * some may have been missed.
 */
export function listenTo(channel: string, onNotice: (notice: string) => void, onGap: () => void): { stop: () => void } {
  let isStopped = false;
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let wasConnected = false;

  const lost = (of: pg.Client) => {
    if (client !== of) return;
    client = null;
    clearTimeout(timer);
    void of.end().catch(() => {});
    if (isStopped) return;
    timer = setTimeout(() => void connect(), retryMs);
    timer.unref();
  };
  const check = (of: pg.Client) => {
    timer = setTimeout(
      () =>
        void of.query("SELECT 1").then(
          () => check(of),
          () => lost(of),
        ),
      checkMs,
    );
    timer.unref();
  };
  const connect = async () => {
    const of = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: 2_000,
      query_timeout: 5_000,
      keepAlive: true,
      application_name: "hotline changes",
    });
    client = of;
    of.on("error", () => lost(of));
    of.on("end", () => lost(of));
    of.on("notification", ({ payload }) => onNotice(payload ?? ""));
    try {
      await of.connect();
      await of.query(`LISTEN ${channel}`);
    } catch {
      return lost(of);
    }
    if (client !== of) return;
    if (wasConnected) onGap();
    wasConnected = true;
    check(of);
  };
  void connect();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
      const of = client;
      client = null;
      void of?.end().catch(() => {});
    },
  };
}
