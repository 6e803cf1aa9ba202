import { after } from "next/server";
import { signInLinkInput } from "@/lib/domain/people/profile";
import { methods, route } from "@/lib/http/route";
import { admitSignInLink, sendSignInLink } from "@/lib/identity/sign-in-link";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Mail a link that signs in, when the address has an account; the answer is the same without one",
    scope: null,
    body: signInLinkInput,
    status: 202,
    handle: async ({ body, request }) => {
      admitSignInLink(body, request.headers);
      after(() => sendSignInLink(body));
      return {};
    },
  }),
});
