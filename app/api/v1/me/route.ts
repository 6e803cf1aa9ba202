import { describeActor } from "@/lib/data/people/me";
import { updateProfile } from "@/lib/data/people/profile";
import { meShape, profilePatch } from "@/lib/domain/people/profile";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Who is calling",
    scope: "read",
    response: meShape,
    handle: ({ actor }) => describeActor(actor),
  }),
  PATCH: route({
    summary: "Change the caller's name",
    scope: "person",
    body: profilePatch,
    response: meShape,
    handle: ({ actor, body }) => updateProfile(actor, body),
  }),
});
