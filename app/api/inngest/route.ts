import { serve } from "inngest/edge";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";
import { notFound } from "@/lib/domain/problem";
import { env, usesInngestDev, usesInngestServer } from "@/lib/env";
import { problemResponse } from "@/lib/http/route";
import { isLoopback } from "@/lib/request/peer";

let handler: ((request: Request) => Promise<Response>) | undefined;

/**
 * For an Inngest server only, whose requests are signed; else for one on this machine. In development mode the SDK asks for no signature, whatever
 * keys are set.
 */
async function answer(request: Request): Promise<Response> {
  const isSigned = env().INNGEST_SIGNING_KEY !== undefined && !usesInngestDev();
  const open = usesInngestServer() && (isSigned || isLoopback(request.headers));
  if (!open) return problemResponse(notFound("path"), crypto.randomUUID());
  handler ??= serve({ client: inngest(), functions: [...functions] }) as (request: Request) => Promise<Response>;
  return handler(request);
}

export { answer as GET, answer as POST, answer as PUT };
