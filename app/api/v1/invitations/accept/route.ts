import { z } from "zod";
import { acceptInvitationInput } from "@/lib/domain/people/invitation";
import { joinByInvitation } from "@/lib/http/account";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Accept an invitation: signed in as its address, with the account's password, or with a name and a new one",
    scope: null,
    body: acceptInvitationInput,
    response: z.object({ email: z.string() }),
    handle: ({ body, request }) => joinByInvitation(body, request),
  }),
});
