import { signOutEverywhere } from "@/lib/data/people/profile";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "End all sessions of the caller",
    scope: "person",
    status: 204,
    handle: ({ actor }) => signOutEverywhere(actor),
  }),
});
