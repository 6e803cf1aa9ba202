import { serve } from "inngest/edge";
import { functions } from "@/inngest";
import { inngest } from "@/inngest/client";
import { notFound } from "@/lib/domain/problem";
import { env, usesInngestDev, usesInngestServer } from "@/lib/env";
import { methods, route } from "@/lib/http/route";
import { isLoopback } from "@/lib/request/peer";

let handler: ((request: Request) => Promise<Response>) | undefined;

/**
 * For an Inngest server only, whose requests are signed; else for one on this machine. In development mode the SDK asks for no signature, whatever
 * keys are set.
 */
async function answer(request: Request): Promise<Response> {
  const isSigned = env().INNGEST_SIGNING_KEY !== undefined && !usesInngestDev();
  const open = usesInngestServer() && (isSigned || isLoopback(request.headers));
  if (!open) throw notFound("path");
  handler ??= serve({ client: inngest(), functions: [...functions] }) as (request: Request) => Promise<Response>;
  return handler(request);
}

const declaration = route({ summary: "Inngest", scope: null, handle: ({ request }) => answer(request) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: declaration, POST: declaration, PUT: declaration });
