import { serve } from "inngest/edge";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";
import { notFound } from "@/lib/domain/problem";
import { env, usesInngestServer } from "@/lib/env";
import { problemResponse } from "@/lib/http/route";
import { isLoopback } from "@/lib/request/peer";

let handler: ((request: Request) => Promise<Response>) | undefined;

/** For an Inngest server only: signed when a signing key is set; without one, a development server on this machine. */
async function answer(request: Request): Promise<Response> {
  const open = usesInngestServer() && (env().INNGEST_SIGNING_KEY !== undefined || isLoopback(request.headers));
  if (!open) return problemResponse(notFound("path"), crypto.randomUUID());
  handler ??= serve({ client: inngest(), functions: [...functions] }) as (request: Request) => Promise<Response>;
  return handler(request);
}

export { answer as GET, answer as POST, answer as PUT };
