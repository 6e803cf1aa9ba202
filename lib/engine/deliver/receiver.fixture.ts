import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { newAlert, newOrganization, newRoute, publishAll } from "../../data/organization.fixture";
import { newId, readId } from "../../domain/id";
import { type Taken, takeDestination } from "./take";

/** Receivers that a test started; it closes them. */
export interface Receiver {
  url: string;
  requests(): number;
  close(): void;
}

/** A webhook's receiver on this machine, which answers once a request is there. */
export async function startReceiver(answer: RequestListener): Promise<Receiver> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume().on("end", () => answer(request, response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests: () => requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An organization with so many due deliveries for a webhook destination. */
export async function newQueue(count: number, url: string) {
  const of = await newOrganization();
  const { destination } = await newRoute(of, { url });
  const publish = (more: number) =>
    publishAll(
      of,
      Array.from({ length: more }, () => newAlert(of)),
    );
  await publish(count);
  return { of, destination, publish, id: readId("dest", destination.id) as string };
}

export async function take(id: string): Promise<{ runnerId: string; taken: Taken }> {
  const runnerId = newId();
  return { runnerId, taken: (await takeDestination(id, runnerId)) as Taken };
}
