import { createSocket } from "node:dgram";
import { once } from "node:events";
import ipaddr from "ipaddr.js";

/** What a name is answered with: the names that it stands for, one after the other, and the addresses at their end. */
export interface Answers {
  aliases?: readonly string[];
  addresses: readonly string[];
}

/** Null: there is no such name. Called once for each look-up of IPv4 addresses, and once for each of IPv6 ones. */
export type Zone = (name: string, family: 4 | 6) => Answers | null;

const typeA = 1;
const typeAlias = 5;
const typeAaaa = 28;

/** A DNS server (RFC 1035) on UDP that knows a few names. */
export async function startDnsServer(zone: Zone, { address, port }: { address: string; port: number }) {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const answer = answerTo(query, zone);
    if (answer) socket.send(answer, from.port, from.address);
  });
  socket.bind(port, address);
  await once(socket, "listening");
  return { close: () => new Promise<void>((resolve) => socket.close(() => resolve())) };
}

function answerTo(query: Buffer, zone: Zone): Buffer | null {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]; length; length = query[at]) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  if (at + 5 > query.length) return null;
  const [name, type, question] = [labels.join(".").toLowerCase(), query.readUInt16BE(at + 1), query.subarray(12, at + 5)];
  const family = type === typeA ? 4 : type === typeAaaa ? 6 : null;
  const found = zone(name, family ?? 4);
  const records: Buffer[] = [];
  let owner = name;
  for (const alias of found?.aliases ?? []) {
    records.push(record(owner, typeAlias, encodeName(alias)));
    owner = alias;
  }
  for (const address of family === null ? [] : (found?.addresses ?? [])) {
    const parsed = ipaddr.parse(address);
    if (parsed.kind() === `ipv${family}`) records.push(record(owner, type, Buffer.from(parsed.toByteArray())));
  }
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  // A response with authority to a query that wanted recursion, which there is; 3: no such name.
  head.writeUInt16BE(0x8580 | (found ? 0 : 3), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, question, ...records]);
}

function record(owner: string, type: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  // Bytes 4 to 7: kept by nobody.
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([encodeName(owner), fields, data]);
}

const encodeName = (name: string): Buffer =>
  Buffer.concat([
    ...name.split(".").map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label, "latin1")])),
    Buffer.from([0]),
  ]);
