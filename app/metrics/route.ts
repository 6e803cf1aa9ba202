import { Problem } from "@/lib/domain/problem";
import { isSameText } from "@/lib/domain/same-text";
import { env } from "@/lib/env";
import { methods, route } from "@/lib/http/route";
import { metrics } from "@/lib/metrics";
import { isLoopback } from "@/lib/request/peer";

function mayRead(request: Request): boolean {
  if (isLoopback(request.headers)) return true;
  const { METRICS_TOKEN: token } = env();
  if (!token) return false;
  return isSameText(request.headers.get("authorization") ?? "", `Bearer ${token}`);
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({
    summary: "Counters of this process, for Prometheus",
    scope: null,
    async handle({ request }) {
      if (!mayRead(request))
        throw new Problem(401, "bad_metrics_token", "Send Authorization: Bearer <METRICS_TOKEN>, or ask from this machine.");
      const { registry } = metrics();
      return new Response(await registry.metrics(), { headers: { "content-type": registry.contentType } });
    },
  }),
});
