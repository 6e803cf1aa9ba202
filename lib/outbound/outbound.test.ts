import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { HttpRequest } from "../domain/delivering/http-exchange";
import { outcomes } from "../domain/delivering/outcome";
import { createOutbound, type OutboundOptions } from "./outbound";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closers.splice(0)) await close();
});

function make(options: Partial<OutboundOptions> = {}) {
  const made = createOutbound({ allowCidrs: ["127.0.0.0/8"], allowHttp: false, allowPorts: [], ...options });
  closers.push(made.close);
  return made;
}

/** A loopback server; counts what connects. */
async function listen(server: net.Server) {
  const sockets: net.Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { port, sockets, url: `http://127.0.0.1:${port}/` };
}

const serve = (listener: RequestListener) => listen(createServer(listener));
/** Answers with raw bytes once the request is there. */
const serveRaw = (answer: (socket: net.Socket) => void) =>
  listen(net.createServer((socket) => void socket.on("error", () => {}).once("data", () => answer(socket))));

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({ url, method: "POST", headers: {}, body: "{}", ...more });
const ok = (_request: IncomingMessage, response: ServerResponse) => void response.end("ok");

describe("an answer", () => {
  test("comes back with its status, headers and text", async () => {
    const seen: { headers: IncomingMessage["headers"]; body: string; url?: string }[] = [];
    const { url } = await serve(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      seen.push({ headers: request.headers, body, url: request.url });
      response.writeHead(429, { "Retry-After": "7", "X-Many": ["a", "b"] }).end("slow down é");
    });
    const answer = await make().request(
      post(`${url}hook?a=1#hash`, { headers: { "x-mine": "1", "accept-encoding": "identity" }, body: '{"é":1}' }),
    );
    expect(answer).toMatchObject({ ok: true, status: 429, body: "slow down é", headers: { "retry-after": "7", "x-many": "a, b" } });
    expect(seen).toMatchObject([
      { url: "/hook?a=1", body: '{"é":1}', headers: { "x-mine": "1", "accept-encoding": "identity", "content-length": "8" } },
    ]);
  });

  test("that redirects to the metadata address is an answer, and nothing else is contacted", async () => {
    const { url, sockets } = await serve(
      (_request, response) => void response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    );
    let lookups = 0;
    const answer = await make({
      resolve: async () => {
        lookups += 1;
        return [];
      },
    }).request(post(url));
    expect(answer).toMatchObject({ ok: true, status: 302 });
    expect([sockets.length, lookups]).toEqual([1, 0]);
  });

  test("is not decompressed", async () => {
    const { url } = await serve(
      (_request, response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1_000_000))),
    );
    const answer = await make().request(post(url));
    expect(answer.ok && answer.body.length).toBeLessThan(5_000);
  });

  test("that never ends is read for 64 KiB, then hung up on", async () => {
    const chunk = "x".repeat(10_000);
    const { url, sockets } = await serve((_request, response) => {
      response.on("error", () => {});
      const fill = () => {
        while (response.write(chunk)) {}
      };
      response.on("drain", fill);
      fill();
    });
    const answer = await make().request(post(url));
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(answer.ok && answer.body).toHaveLength(64 * 1024);
    const [socket] = sockets as [net.Socket];
    if (!socket.destroyed) await new Promise((resolve) => socket.once("close", resolve));
  });

  test("of exactly 64 KiB is complete", async () => {
    const { url } = await serve((_request, response) => void response.end("y".repeat(64 * 1024)));
    const answer = await make().request(post(url));
    expect(answer.ok && answer.body).toHaveLength(64 * 1024);
  });
});

describe("what comes before the answer", () => {
  const ok200 = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
  const goOn = "HTTP/1.1 100 Continue\r\n\r\n";
  const hints = "HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\n";
  test.each([
    ["a 100", [goOn + ok200]],
    ["a 100 by itself", [goOn, ok200]],
    ["one of HTTP/1.0 without a reason", [`HTTP/1.0 100 \r\n\r\n${ok200}`]],
    ["a 102 and a 103", [`HTTP/1.1 102 Processing\r\n\r\n${hints}`, ok200]],
    ["many", [goOn.repeat(50) + hints, goOn, hints + ok200]],
    ["byte by byte", [...(goOn + hints + ok200)]],
  ])("is skipped: %s", async (_title, parts) => {
    const server = net.createServer((socket) => {
      socket.setNoDelay(true);
      socket.on("error", () => {});
      socket.on("data", async () => {
        for (const part of parts) await new Promise((written) => socket.write(part, written));
      });
    });
    const { url, sockets } = await listen(server);
    const out = make();
    // The second request goes over the same connection.
    for (let index = 0; index < 2; index++) expect(await out.request(post(url))).toMatchObject({ ok: true, status: 200, body: "ok" });
    expect(sockets).toHaveLength(1);
  });

  test("and a body that looks like one is not", async () => {
    const { url } = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${goOn.length}\r\n\r\n`);
      setImmediate(() => socket.end(goOn));
    });
    expect(await make().request(post(url))).toMatchObject({ ok: true, status: 200, body: goOn });
  });
});

describe("a connection", () => {
  /** A server that answers the first request of its first connection, and does `then` with the second. */
  async function serveOnce(then: (socket: net.Socket) => void) {
    const bodies: string[] = [];
    const server = net.createServer((socket) => {
      const isFirst = bodies.length === 0;
      let requests = 0;
      socket.on("error", () => {});
      socket.on("data", (data) => {
        bodies.push(data.toString().split("\r\n\r\n")[1] ?? "");
        if (isFirst && requests++ > 0) then(socket);
        else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
      });
    });
    return { ...(await listen(server)), bodies, stop: () => server.close() };
  }

  test.each([
    ["closes", (socket: net.Socket) => void socket.end()],
    ["resets", (socket: net.Socket) => void socket.resetAndDestroy()],
  ])("that was kept and %s before its answer is dialled again at once", async (_title, then) => {
    const { url, sockets, bodies } = await serveOnce(then);
    const out = make();
    await out.request(post(url, { body: "1" }));
    expect(await out.request(post(url, { body: "2" }))).toMatchObject({ ok: true, status: 200 });
    expect([bodies, sockets.length]).toEqual([["1", "2", "2"], 2]);
  });

  test("that was kept and breaks within its answer is not", async () => {
    const { url, bodies } = await serveOnce((socket) => void socket.end("HTTP/1.1 20"));
    const out = make();
    await out.request(post(url, { body: "1" }));
    expect(await out.request(post(url, { body: "2" }))).toMatchObject({ outcome: "reset_after_send" });
    expect(bodies).toEqual(["1", "2"]);
  });

  test("that is new and breaks is not dialled again, nor a second time", async () => {
    let count = 0;
    const { url } = await serveRaw((socket) => {
      count++;
      socket.resetAndDestroy();
    });
    expect(await make().request(post(url))).toMatchObject({ outcome: "reset_after_send" });
    expect(count).toBe(1);
    const server = await serveOnce((socket) => void socket.destroy());
    const out = make();
    await out.request(post(server.url, { body: "1" }));
    // Its second connection is refused: that is what is told.
    server.stop();
    expect(await out.request(post(server.url, { body: "2" }))).toMatchObject({ outcome: "connect_refused" });
  });

  test("is used again, and the name is not asked for again", async () => {
    const { port, sockets } = await serve(ok);
    let lookups = 0;
    const out = make({
      resolve: async () => {
        lookups += 1;
        return ["127.0.0.1"];
      },
    });
    for (let index = 0; index < 3; index += 1) expect(await out.request(post(`http://receiver.test:${port}/`))).toMatchObject({ ok: true });
    expect([sockets.length, lookups]).toEqual([1, 1]);
  });

  test("many at a time share one look-up, and none waits for another", async () => {
    const { port, sockets } = await serve(ok);
    let lookups = 0;
    const out = make({
      resolve: async () => {
        lookups += 1;
        return ["127.0.0.1"];
      },
    });
    const answers = await Promise.all(Array.from({ length: 64 }, () => out.request(post(`http://receiver.test:${port}/`))));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect([sockets.length, lookups]).toEqual([64, 1]);
  });

  test("goes only to the address that was checked, whatever the name says a moment later", async () => {
    const { port, sockets } = await serve(ok);
    const told = [["127.0.0.1"], ["169.254.169.254"]];
    const out = make({ resolve: async () => told.shift() ?? [] });
    expect(await out.request(post(`http://rebind.test:${port}/`))).toMatchObject({ ok: true });
    for (const socket of sockets.splice(0)) socket.destroy();
    // The next connection asks again, and what it hears is checked again.
    const again = await out.request(post(`http://rebind.test:${port}/`));
    expect(again.ok ? again.status : again.outcome).not.toBe(200);
    expect(await out.request(post(`http://rebind.test:${port}/`))).toMatchObject({ outcome: "blocked_address" });
    expect(sockets).toHaveLength(0);
  });

  test("whose other end is not an address that was checked is blocked_address, before anything is written", async () => {
    const { port, sockets } = await serve(ok);
    const connect = net.connect.bind(net);
    vi.spyOn(net, "connect").mockImplementation(() => connect(port, "127.0.0.1"));
    const out = make({ resolve: async () => ["127.0.0.2"] });
    expect(await out.request(post(`http://receiver.test:${port}/`))).toMatchObject({ outcome: "blocked_address" });
    expect(sockets.reduce((total, socket) => total + socket.bytesRead, 0)).toBe(0);
  });

  test("falls back to another of the checked addresses", async () => {
    const { port } = await serve(ok);
    const out = make({ resolve: async () => ["127.0.0.2", "127.0.0.1"] });
    expect(await out.request(post(`http://receiver.test:${port}/`))).toMatchObject({ ok: true });
  });
});

describe("a request that is held back", () => {
  const watching = (isHeld: () => boolean, onHead = (_status: number, _headers: Readonly<Record<string, string>>) => {}) => ({
    isHeld,
    onHead,
  });

  test("while its connection opens is never written", async () => {
    let requests = 0;
    const { port } = await serve((_request, response) => {
      requests++;
      response.end("ok");
    });
    let isHeld = false;
    const out = make({
      resolve: async () => {
        isHeld = true;
        return ["127.0.0.1"];
      },
    });
    expect(
      await out.request(
        post(`http://receiver.test:${port}/`),
        watching(() => isHeld),
      ),
    ).toMatchObject({ ok: false, outcome: "held" });
    isHeld = false;
    expect(await out.request(post(`http://127.0.0.1:${port}/`))).toMatchObject({ ok: true });
    expect(requests).toBe(1);
  });

  test("from the beginning opens no connection", async () => {
    const { url, sockets } = await serve(ok);
    expect(
      await make().request(
        post(url),
        watching(() => true),
      ),
    ).toMatchObject({ ok: false, outcome: "held" });
    expect(sockets).toHaveLength(0);
  });

  test("since another one's head asked for it is told before that one's body has come", async () => {
    let end = () => {};
    const { url } = await serve((_request, response) => {
      response.writeHead(429, { "retry-after": "7" });
      response.write("a");
      end = () => void response.end();
    });
    const head = new Promise((resolve) => {
      const seen = watching(
        () => false,
        (status, headers) => resolve([status, headers["retry-after"]]),
      );
      void make().request(post(url), seen);
    });
    expect(await head).toEqual([429, "7"]);
    end();
  });

  test("although it was written once, over a kept connection that broke, is not written again, and may have arrived", async () => {
    let requests = 0;
    const { url } = await serve((request, response) => {
      requests++;
      if (requests === 1) response.end("ok");
      else request.socket.destroy();
    });
    const out = make();
    await out.request(post(url));
    expect(
      await out.request(
        post(url),
        watching(() => requests > 1),
      ),
    ).toMatchObject({ outcome: "reset_after_send" });
    expect(requests).toBe(2);
  });
});

describe("what is not allowed is not contacted", () => {
  test.each([
    ["127.0.0.1"],
    ["localhost-name.test"],
    ["0x7f.1"],
    ["2130706433"],
    ["017700000001"],
    ["①②⑦.⓪.⓪.①"],
    ["127。0。0。1"],
    ["127.0.0.1."],
    ["[::ffff:127.0.0.1]"],
    ["[::1]"],
    ["[64:ff9b::7f00:1]"],
    ["[2002:7f00:1::]"],
    ["[fe80::1]"],
    ["[fc00::1]"],
    ["0.0.0.0"],
    ["0"],
    ["169.254.169.254"],
    ["10.0.0.1"],
    ["100.64.0.1"],
    ["192.0.2.1"],
    ["198.18.0.1"],
    ["224.0.0.1"],
    ["rebind.test"],
  ])("%s is blocked_address, whichever port and scheme", async (host) => {
    const { port, sockets } = await serve(ok);
    const resolve = async (name: string) => (name === "rebind.test" ? ["8.8.8.8", "127.0.0.1"] : ["127.0.0.1"]);
    const out = make({ allowCidrs: [], allowHttp: true, allowPorts: [port], resolve });
    for (const scheme of ["http", "https"]) {
      expect(await out.request(post(`${scheme}://${host}:${port}/`))).toEqual({
        ok: false,
        outcome: "blocked_address",
        error: outcomes.blocked_address?.sentence,
      });
    }
    expect(sockets).toHaveLength(0);
  });

  test.each([
    ["https://public.test:22/", "blocked_port"],
    ["http://8.8.8.8/", "bad_url"],
    ["http://public.test/", "bad_url"],
    ["https://user:secret@public.test/", "bad_url"],
    ["ftp://public.test/", "bad_url"],
    ["file:///etc/passwd", "bad_url"],
    ["not a url", "bad_url"],
    ["https://empty.test/", "blocked_address"],
  ])("%s is %s", async (url, outcome) => {
    const out = make({ allowCidrs: [], resolve: async (name) => (name === "empty.test" ? [] : ["8.8.8.8"]) });
    expect(await out.request(post(url))).toEqual({ ok: false, outcome, error: outcomes[outcome]?.sentence });
  });

  test.each([
    [{ "bad name": "x" }],
    [{ good: "line\r\nbreak" }],
    [{ "content-length": "5000" }],
    [{ expect: "100-continue" }],
    [{ upgrade: "h2c" }],
  ])("the header %j is header_invalid", async (headers) => {
    const { url } = await serve(ok);
    expect(await make().request(post(url, { headers }))).toMatchObject({ outcome: "header_invalid" });
  });
});

describe("what goes wrong on the way", () => {
  const deadlineMs = 80;
  /** Long enough for a busy machine to connect and be answered before. */
  const patientMs = 1_500;

  test("no server: connect_refused", async () => {
    const { port } = await serve(ok);
    await closers.pop()?.();
    expect(await make().request(post(`http://127.0.0.1:${port}/`))).toMatchObject({ outcome: "connect_refused" });
  });

  test.each([
    ["ENOTFOUND", "dns_nxdomain"],
    ["EAI_AGAIN", "dns_servfail"],
  ])("the resolver says %s: %s", async (code, outcome) => {
    const resolve = () => Promise.reject(Object.assign(new Error(code), { code }));
    expect(await make({ resolve }).request(post("https://nowhere.test/"))).toMatchObject({ outcome });
  });

  test("the resolver says nothing: dns_timeout", async () => {
    const out = make({ connectMs: deadlineMs, resolve: () => new Promise(() => {}) });
    expect(await out.request(post("https://slow.test/"))).toMatchObject({ outcome: "dns_timeout" });
  });

  test("the receiver takes the request and says nothing: timeout_headers", async () => {
    const { url } = await serve(() => {});
    expect(await make({ deadlineMs: patientMs }).request(post(url))).toMatchObject({ outcome: "timeout_headers" });
  });

  test("the receiver drips its answer for ever: timeout_body, at the deadline of the whole attempt", async () => {
    const { url } = await serve((_request, response) => {
      const drip = setInterval(() => response.write("."), 10);
      response.on("close", () => clearInterval(drip));
    });
    expect(await make({ deadlineMs: patientMs }).request(post(url))).toMatchObject({ outcome: "timeout_body" });
  });

  test.each([
    ["resets after the request", (socket: net.Socket) => void socket.resetAndDestroy()],
    ["closes without an answer", (socket: net.Socket) => void socket.end()],
    ["stops in the middle of its head", (socket: net.Socket) => void socket.end("HTTP/1.1 200 OK\r\ncontent-le")],
    ["says to go on, and closes", (socket: net.Socket) => void socket.end("HTTP/1.1 100 Continue\r\n\r\n")],
  ])("the receiver %s: reset_after_send, maybe delivered", async (_title, answer) => {
    const { url } = await serveRaw(answer);
    expect(await make().request(post(url))).toMatchObject({ outcome: "reset_after_send" });
    expect(outcomes.reset_after_send?.maybeDelivered).toBe(true);
  });

  test.each([
    ["an SSH server", "SSH-2.0-OpenSSH_9.2\r\n"],
    ["HTTP/2", "HTTP/2 200\r\n\r\n"],
    ["TLS", Buffer.from([0x15, 3, 1, 0, 2, 2, 40])],
    ["no head at all", "<html>hello</html>"],
    ["two different lengths", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok"],
    ["a length and chunks", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\nok"],
    ["a length that is none", "HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\nok"],
    ["endless headers", `HTTP/1.1 200 OK\r\n${"x-h: v\r\n".repeat(10_000)}\r\n`],
    ["another protocol after 101", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\nhello"],
  ])("%s: not_http, maybe delivered", async (_title, bytes) => {
    const { url } = await serveRaw((socket) => void socket.end(bytes));
    expect(await make().request(post(url))).toEqual({ ok: false, outcome: "not_http", error: outcomes.not_http?.sentence });
    expect(outcomes.not_http).toMatchObject({ class: "suspect", maybeDelivered: true });
  });

  test.each([
    ["closes too early", "content-length: 100\r\n\r\nhalf"],
    ["breaks its chunks", "transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\nzz\r\n"],
    ["leaves its chunks open", "transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
  ])("an answer whose head is whole is one, although its body %s", async (_title, rest) => {
    for (const status of [200, 503]) {
      const { url } = await serveRaw((socket) => void socket.end(`HTTP/1.1 ${status} X\r\nretry-after: 7\r\n${rest}`));
      const answer = await make().request(post(url));
      expect(answer).toEqual({ ok: true, status, headers: expect.objectContaining({ "retry-after": "7" }), body: "half", isCut: true });
    }
  });

  test("a deadline that passes while the connection opens: nothing is written afterwards", async () => {
    const { port, sockets } = await serve(ok);
    let open = (_addresses: string[]) => {};
    const out = make({
      deadlineMs,
      connectMs: 5_000,
      resolve: () =>
        new Promise((resolve) => {
          open = resolve;
        }),
    });
    expect(await out.request(post(`http://late.test:${port}/`))).toMatchObject({ outcome: "connect_timeout" });
    open(["127.0.0.1"]);
    // A second request goes the same way: when it is answered, the first would have been written too.
    const { url, sockets: others } = await serve(ok);
    await out.request(post(url));
    expect(others[0]?.bytesRead).toBeGreaterThan(0);
    expect(sockets.reduce((total, socket) => total + socket.bytesRead, 0)).toBe(0);
  });

  test("a resolver that answers after its time: no connection is opened any more", async () => {
    const { port, sockets } = await serve(ok);
    let tell = (_addresses: string[]) => {};
    const out = make({
      connectMs: deadlineMs,
      resolve: () =>
        new Promise((resolve) => {
          tell = resolve;
        }),
    });
    expect(await out.request(post(`http://late.test:${port}/`))).toMatchObject({ outcome: "dns_timeout" });
    tell(["127.0.0.1"]);
    expect(await make().request(post((await serve(ok)).url))).toMatchObject({ ok: true });
    expect(sockets).toHaveLength(0);
  });

  test("a slow receiver does not hold up another", async () => {
    const slow = await serve(() => {});
    const fast = await serve(ok);
    const out = make({ deadlineMs: 5_000 });
    const waiting = Array.from({ length: 100 }, () => out.request(post(slow.url)));
    expect(await out.request(post(fast.url))).toMatchObject({ ok: true });
    await out.close();
    for (const answer of await Promise.all(waiting)) expect(answer.ok).toBe(false);
  });
});
