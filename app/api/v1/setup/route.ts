import { z } from "zod";
import { setupInput } from "@/lib/domain/people/setup";
import { methods, route } from "@/lib/http/route";
import { isSetupNeeded, setUp } from "@/lib/identity/setup";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Whether this installation still has no user",
    scope: null,
    response: z.object({ needed: z.boolean() }),
    handle: async () => ({ needed: await isSetupNeeded() }),
  }),
  POST: route({
    summary: "Make the first organization and its admin, with the code on the server's console",
    scope: null,
    body: setupInput,
    status: 201,
    response: z.object({ organization_id: z.string(), user_id: z.string() }),
    handle: ({ body }) => setUp(body),
  }),
});
