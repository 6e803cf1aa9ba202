import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startSmtpSink } from "../../../e2e/sink";
import type { Mail } from "../../destinations/kind";
import { createMailer } from "./mailer";

const mail: Mail = { to: "oncall@example.com", subject: "run:failed", html: "<p>x</p>", text: "x", headers: {}, idempotencyKey: "dlv_1" };
const make = ({ smtpUrl }: { smtpUrl: string }) =>
  createMailer({ from: "Hotline <hotline@example.com>", smtpUrl, capture: () => Promise.reject(new Error("not here")) });

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test("whoever the address names gets it, and nobody else", async () => {
  const told: string[] = [];
  // One that takes every address: what is written to it is looked at.
  const server = net.createServer((socket) => {
    let isData = false;
    socket.write("220 ready\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n").filter(Boolean)) {
        if (isData && line !== ".") continue;
        if (line.startsWith("RCPT")) told.push(line);
        isData = line === "DATA";
        socket.write(isData ? "354 go on\r\n" : "250 ok\r\n");
      }
    });
    closers.push(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  const send = make({ smtpUrl: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const addresses = [
    '"on call, 1"@example.com',
    '"a@evil.example"@example.com',
    '"a\\"b"@example.com',
    "o'brien+{x}@xn--bcher-kva.example",
  ];
  for (const to of addresses) expect(await send({ ...mail, to })).toMatchObject({ outcome: "http_2xx" });
  expect(told).toEqual(addresses.map((address) => `RCPT TO:<${address}>`));
});

test("the headers of a thread are kept as they are", async () => {
  const headers = { References: "<0123.thread@hotline>", "In-Reply-To": "<0123.thread@hotline>" };
  const smtp = await startSmtpSink();
  closers.push(() => smtp.close());
  await make({ smtpUrl: smtp.url })({ ...mail, headers });
  expect(smtp.received().at(-1)?.raw).toMatch(/^References: <0123\.thread@hotline>\r$/m);
  expect(smtp.received().at(-1)?.raw).toMatch(/^In-Reply-To: <0123\.thread@hotline>\r$/m);
});
