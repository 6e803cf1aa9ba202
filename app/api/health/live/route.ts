import { z } from "zod";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Whether the process answers",
    scope: null,
    response: z.object({ status: z.literal("ok") }),
    handle: async () => ({ status: "ok" }),
  }),
});
