import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { oncePerProcess } from "./once-per-process";

function create() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    published: new Counter({ name: "hotline_alerts_published_total", help: "Alerts accepted and committed", registers }),
    routed: new Counter({ name: "hotline_alerts_routed_total", help: "Alerts routed", registers }),
    attempts: new Counter({
      name: "hotline_attempts_total",
      help: "Attempts at deliveries",
      labelNames: ["kind", "outcome"] as const,
      registers,
    }),
    attemptSeconds: new Histogram({
      name: "hotline_attempt_duration_seconds",
      help: "How long attempts took",
      labelNames: ["kind"] as const,
      buckets: [0.005, 0.02, 0.1, 0.5, 2, 5, 15],
      registers,
    }),
    requests: new Counter({
      name: "hotline_http_requests_total",
      help: "API requests",
      labelNames: ["method", "status"] as const,
      registers,
    }),
  };
}

/** The process's counters, in Prometheus' names and units. */
export const metrics = oncePerProcess("metrics", create);
