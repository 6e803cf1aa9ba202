import { z } from "zod";
import { methods, route } from "@/lib/http/route";
import { confirmAddress } from "@/lib/identity/confirm-address";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Confirm the address that a link was mailed to",
    scope: null,
    body: z.strictObject({ token: z.string("is required").max(500) }),
    response: z.object({ name: z.string(), organization: z.string() }),
    handle: ({ body }) => confirmAddress(body.token),
  }),
});
