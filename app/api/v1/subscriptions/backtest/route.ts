import { backtest } from "@/lib/data/subscriptions/backtest";
import { backtestInput, backtestShape } from "@/lib/domain/routing/backtest";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "What a subscription would have sent for the alerts of the last days: nothing is stored, nothing is sent",
    scope: "read",
    body: backtestInput,
    response: backtestShape,
    handle: ({ actor, body }) => backtest(actor, body),
  }),
});
