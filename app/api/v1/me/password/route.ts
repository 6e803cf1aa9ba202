import { passwordChange } from "@/lib/domain/people/profile";
import { setPassword } from "@/lib/http/account";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Set the caller's password; their other sessions end",
    scope: "person",
    body: passwordChange,
    status: 204,
    handle: ({ actor, body, request }) => setPassword(actor, body, request),
  }),
});
