import { deleteChannel, getChannel, updateChannel } from "@/lib/data/channels/channels";
import { channelPatch, channelShape } from "@/lib/domain/routing/channel";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a channel",
    scope: "read",
    response: channelShape,
    handle: ({ actor, params }) => getChannel(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a channel",
    scope: "admin",
    body: channelPatch,
    response: channelShape,
    handle: ({ actor, params, body }) => updateChannel(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete a channel",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteChannel(actor, params.id ?? ""),
  }),
});
