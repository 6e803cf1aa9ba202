import { z } from "zod";
import { sendVerification } from "@/lib/data/destinations/verification";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Mail the link that confirms a destination's address once more (EMAIL_VERIFICATION=on)",
    scope: "admin",
    status: 202,
    response: z.object({ sent_to: z.string() }),
    handle: ({ actor, params }) => sendVerification(actor, params.id ?? ""),
  }),
});
