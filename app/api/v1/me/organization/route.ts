import { organizationChoice } from "@/lib/domain/people/profile";
import { switchOrganization } from "@/lib/http/account";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Work in another of the caller's organizations: sets a cookie",
    scope: "person",
    body: organizationChoice,
    status: 204,
    handle: ({ actor, body }) => switchOrganization(actor, body.organization_id),
  }),
});
