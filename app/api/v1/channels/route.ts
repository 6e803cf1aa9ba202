import { createChannel, listChannels } from "@/lib/data/channels/channels";
import { channelInput, channelShape } from "@/lib/domain/routing/channel";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List channels, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(channelShape),
    handle: ({ actor, query }) => listChannels(actor, query),
  }),
  POST: route({
    summary: "Make a channel",
    scope: "admin",
    body: channelInput,
    creates: true,
    status: 201,
    response: channelShape,
    handle: ({ actor, body }) => createChannel(actor, body),
  }),
});
