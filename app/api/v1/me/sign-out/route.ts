import { signOutEverywhere } from "@/lib/data/profile";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "End all sessions of the caller",
    scope: "person",
    status: 204,
    handle: ({ actor }) => signOutEverywhere(actor),
  }),
});
