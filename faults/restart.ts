import { setTimeout as wait } from "node:timers/promises";
import { type App, call, startApp } from "../e2e/app";
import { type Hub, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

const sizes: Record<Given["size"], { times: number; workers: number; rate: number }> = {
  small: { times: 2, workers: 1, rate: 30 },
  full: { times: 10, workers: 2, rate: 100 },
};

/** SIGTERM to the end of the process: README. */
const mostMs = 20_000;
/** How often a load balancer asks whether a machine is ready, in milliseconds. */
const askMs = 1_000;

/** One of the machines behind the balancer. */
interface Machine {
  url: string;
  isReady: boolean;
  /** Stops it and starts it again at the same address; gives its exit code. */
  restart(): Promise<number | null>;
}

/** Sends each request to the next machine that is ready, and to another one only where nobody listens: what was sent is never sent again. */
function startBalancer(machines: readonly Machine[]) {
  let turn = 0;
  const asking = setInterval(() => {
    for (const machine of machines)
      void call(machine, null, "GET", "/api/health/ready").then(
        ({ status }) => {
          machine.isReady = status === 200;
        },
        () => {
          machine.isReady = false;
        },
      );
  }, askMs);
  return {
    async send(key: string, method: string, path: string, body?: unknown) {
      for (let tried = 0; ; tried++) {
        const ready = machines.filter(({ isReady }) => isReady);
        const machine = ready[turn++ % ready.length];
        if (!machine) throw new Error("no machine is ready");
        try {
          return await call<{ id: string; detail?: string }>(machine, key, method, path, body);
        } catch (error) {
          if (codeOf(error) !== "ECONNREFUSED" || tried === machines.length) throw error;
          machine.isReady = false;
        }
      }
    },
    stop: () => clearInterval(asking),
  };
}

const codeOf = (error: unknown): unknown => (error as { cause?: { code?: unknown } }).cause?.code;

export const restart: Suite = {
  name: "restart",
  promise:
    "of two machines behind a load balancer, one after the other is restarted under load: no request fails, nothing is lost, nothing is sent twice",
  isTimed: true,
  async run({ size, say }) {
    const { times, workers, rate } = sizes[size];
    const found = newFaults();
    const hub = await startHub({ WORKERS: String(workers) });
    let peer: App | undefined;
    try {
      peer = await hub.startPeer();
      const machines: Machine[] = [
        {
          url: hub.app.url,
          isReady: true,
          async restart() {
            const code = await hub.app.stop();
            await hub.startAgain();
            return code;
          },
        },
        {
          url: peer.url,
          isReady: true,
          async restart() {
            const { dataDir, url } = peer as App;
            const code = await (peer as App).stop();
            peer = await startApp({ dataDir, port: Number(new URL(url).port), env: hub.env });
            return code;
          },
        },
      ];
      const balancer = startBalancer(machines);
      const accepted: string[] = [];
      const open = new Set<Promise<void>>();
      let requests = 0;
      let phase = "before the first";
      const request = async (number: number): Promise<void> => {
        const [method, path, body] =
          number % 5 === 0
            ? (["GET", "/api/v1/alerts?limit=5"] as const)
            : (["POST", "/api/v1/alerts", { name: `restart:${number}` }] as const);
        try {
          const { status, body: answer } = await balancer.send(hub.key, method, path, body);
          if (status === 202) accepted.push(answer.id);
          else if (status !== 200) found.add("a request was refused", `${method} ${phase}: ${status} ${answer.detail}`);
        } catch (error) {
          found.add("a request failed", `${method} ${phase}: ${codeOf(error) ?? (error as Error).message}`);
        }
      };
      const flood = setInterval(() => {
        const sent: Promise<void> = request(requests++).finally(() => open.delete(sent));
        open.add(sent);
      }, 1_000 / rate);
      let slowest = 0;
      for (let time = 0; time < times; time++) {
        const machine = machines[time % machines.length] as Machine;
        phase = `at restart ${time + 1}`;
        await wait(askMs);
        const stopping = Date.now();
        const code = await machine.restart();
        slowest = Math.max(slowest, Date.now() - stopping);
        if (code !== 0) found.add("a process ended badly", String(code));
        while (!machine.isReady) await wait(50);
        say(`restart ${time + 1}: ${accepted.length} alerts acknowledged`);
      }
      clearInterval(flood);
      await Promise.all(open);
      balancer.stop();
      if (slowest > mostMs + 10_000) found.add("a restart took long", `${slowest} ms`);
      await untilSent(hub);
      const received = new Map<string, number>();
      for (const { json } of hub.sink.received("hook")) {
        const id = (json as { alert_id?: string } | undefined)?.alert_id ?? "";
        received.set(id, (received.get(id) ?? 0) + 1);
      }
      for (const id of accepted) if (!received.has(id)) found.add("acknowledged and lost", id);
      const repeats = [...received].filter(([, count]) => count > 1);
      for (const [id, count] of repeats) found.add("sent more than once", `${id}: ${count} times`);
      return {
        figures: { restarts: times, requests, acknowledged: accepted.length, repeats: repeats.length, slowest_restart_ms: slowest },
        faults: found.faults,
      };
    } finally {
      await peer?.stop();
      await hub.close();
    }
  },
};

async function untilSent(hub: Hub): Promise<void> {
  for (const until = Date.now() + 120_000; Date.now() < until; await wait(250)) {
    const [row] = await hub.sql<{ waits: boolean }>(
      "SELECT EXISTS (SELECT FROM alerts WHERE routed_at IS NULL) OR EXISTS (SELECT FROM deliveries WHERE status = 'pending') AS waits",
    );
    if (!row?.waits) return;
  }
}
