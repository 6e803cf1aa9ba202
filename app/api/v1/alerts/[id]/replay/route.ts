import { z } from "zod";
import { timeShape } from "@/lib/domain/fields";
import { replay } from "@/lib/engine/publish/publish";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Publish an alert again, through today's configuration",
    scope: "admin",
    creates: true,
    status: 202,
    response: z.object({ id: z.string(), name: z.string(), status: z.literal("accepted"), created_at: timeShape, replay_of: z.string() }),
    handle: ({ actor, params }) => replay(actor, params.id ?? ""),
  }),
});
