import { z } from "zod";
import { describeActor } from "@/lib/data/people";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "Who is calling",
    scope: "read",
    response: z.object({
      organization: z.object({ id: z.string(), name: z.string() }),
      user: z.object({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
      role: z.enum(["admin", "member"]).nullable(),
      scopes: z.array(z.string()).nullable(),
    }),
    handle: ({ actor }) => describeActor(actor),
  }),
});
