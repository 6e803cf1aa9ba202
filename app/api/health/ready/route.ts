import { z } from "zod";
import { readHealth } from "@/lib/engine/upkeep/health";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary:
      "Whether Hotline can take and deliver alerts: the database, its migrations, and how old the oldest due work is. 503 when not, and while it is about to end",
    scope: null,
    response: z.object({
      status: z.enum(["ok", "unavailable"]),
      database: z.enum(["ok", "unavailable"]),
      migrations: z.enum(["ok", "pending", "unknown"]),
      oldest_due_seconds: z.number().nullable(),
    }),
    async handle() {
      const health = await readHealth();
      return Response.json(health, {
        status: health.status === "ok" ? 200 : 503,
        headers: health.status === "ok" ? {} : { "retry-after": "1" },
      });
    },
  }),
});
