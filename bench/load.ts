import { connect } from "node:net";
import { now } from "./clock";
import { onMessage } from "./http-text";
import { type Percentiles, percentilesOf } from "./percentiles";

/** Where alerts are published, and how one is written. */
export interface Target {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** `hotline`: one object or an array, the mark in the payload. `alertmanager`: an array, the mark as a label. */
  format: "hotline" | "alertmanager";
}

export interface Order {
  target: Target;
  phase: string;
  /** What the alerts are called, in turn. */
  names: readonly string[];
  /** At most so many alerts, and no longer than so many milliseconds. */
  alerts: number;
  ms: number;
  connections: number;
  /** Alerts in one request. */
  batch: number;
  /** Requests a second, whatever the answers do; null: the next one as soon as a connection has its answer. */
  perSecond: number | null;
}

export interface Published {
  /** Of requests that were answered with 2xx. */
  accepted: number;
  refused: number;
  startedAt: number;
  endedAt: number;
  /** Request to answer. */
  answerMs: Percentiles;
}

/** An alert to be written: its mark stands verbatim in what is delivered. */
interface Marked {
  name: string;
  mark: string;
}

const writers = {
  hotline: (marked: Marked[]): unknown => {
    const alerts = marked.map(({ name, mark }) => ({ name, payload: { mark } }));
    return alerts.length === 1 ? alerts[0] : alerts;
  },
  alertmanager: (marked: Marked[]): unknown => marked.map(({ name, mark }) => ({ labels: { alertname: name, mark } })),
};

function publish(order: Order): Promise<Published> {
  const { target, phase, batch, perSecond } = order;
  const head = Object.entries({ host: `127.0.0.1:${target.port}`, "content-type": "application/json", ...target.headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  const startedAt = now();
  const answerMs: number[] = [];
  let taken = 0;
  let accepted = 0;
  let refused = 0;

  /** The next request's text; null when there is nothing more to send. */
  const write = (at: number): string | null => {
    if (taken >= order.alerts || at - startedAt > order.ms) return null;
    const marked = Array.from({ length: Math.min(batch, order.alerts - taken) }, () => ({
      name: order.names[taken % order.names.length] as string,
      mark: `${phase} ${taken++} ${at.toFixed(3)}`,
    }));
    const body = JSON.stringify(writers[target.format](marked));
    return `POST ${target.path} HTTP/1.1\r\n${head}content-length: ${body.length}\r\n\r\n${body}`;
  };

  return new Promise((resolve, reject) => {
    const idle: ((text: string, at: number) => void)[] = [];
    const waiting: { text: string; at: number }[] = [];
    let inFlight = 0;
    let isOver = false;
    const sockets: { destroy(): void }[] = [];

    const finish = () => {
      if (!isOver || inFlight > 0 || waiting.length > 0) return;
      for (const socket of sockets) socket.destroy();
      resolve({ accepted, refused, startedAt, endedAt: now(), answerMs: percentilesOf(answerMs) });
    };
    const next = (): { text: string; at: number } | null => {
      if (perSecond !== null) return waiting.shift() ?? null;
      const at = now();
      const text = write(at);
      isOver ||= text === null;
      return text === null ? null : { text, at };
    };

    for (let count = 0; count < order.connections; count++) {
      const socket = connect(target.port, "127.0.0.1");
      let sentAt = 0;
      const send = (text: string, at: number) => {
        inFlight++;
        sentAt = at;
        socket.write(text);
      };
      const goOn = () => {
        const request = next();
        if (request) send(request.text, request.at);
        else idle.push(send);
        finish();
      };
      onMessage(socket, (answer) => {
        inFlight--;
        if (/^HTTP\/1.1 2/.test(answer)) {
          accepted += batch;
          answerMs.push(now() - sentAt);
        } else refused += batch;
        goOn();
      });
      socket.on("error", reject);
      socket.once("close", () => reject(new Error("The server closed a connection.")));
      socket.once("connect", goOn);
      sockets.push(socket);
    }

    if (perSecond === null) return;
    let due = 0;
    const timer = setInterval(() => {
      const at = now();
      for (; due < ((at - startedAt) / 1000) * perSecond; due++) {
        const text = write(at);
        if (text === null) {
          clearInterval(timer);
          isOver = true;
          return finish();
        }
        const send = idle.shift();
        if (send) send(text, at);
        else waiting.push({ text, at });
      }
    }, 1);
  });
}

/** The load generator, in a process of its own: does one order after the other. */
process.on("message", (order: Order) => {
  publish(order).then(
    (published) => process.send?.({ published }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on("disconnect", () => process.exit());
