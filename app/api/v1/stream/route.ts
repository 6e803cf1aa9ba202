import { methods, route } from "@/lib/http/route";
import { openStream } from "@/lib/http/stream";
import { readActor } from "@/lib/identity/actor";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Hear of changes as server-sent events: `event: change` with the topics `alerts`, `events` and `config`",
    scope: "read",
    async handle({ actor, request }) {
      // The request's own headers, as they were: who called may have lost the right to hear meanwhile.
      const caller = new Request(request.url, { headers: new Headers(request.headers) });
      return new Response(
        openStream(actor, () => readActor(caller), request.signal),
        // `no-transform` keeps compression, and `x-accel-buffering` nginx, from holding events back.
        {
          headers: {
            "content-type": "text/event-stream; charset=utf-8",
            "cache-control": "no-store, no-transform",
            "x-accel-buffering": "no",
          },
        },
      );
    },
  }),
});
