import { z } from "zod";
import { replayAlert } from "@/lib/data/alerts/replay";
import { timeShape } from "@/lib/domain/fields";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Publish an alert again, through today's configuration",
    scope: "admin",
    creates: true,
    status: 202,
    response: z.object({ id: z.string(), name: z.string(), status: z.literal("accepted"), created_at: timeShape, replay_of: z.string() }),
    handle: ({ actor, params }) => replayAlert(actor, params.id ?? ""),
  }),
});
