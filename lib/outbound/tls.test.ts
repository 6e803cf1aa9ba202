import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOutbound, type OutboundOptions } from "./outbound";

const folder = mkdtempSync(path.join(tmpdir(), "hotline-tls-"));
const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
  rmSync(folder, { recursive: true });
});

/** `openssl ca` is the one command that takes any dates, in each version of OpenSSL. */
const caConfig = `
[ca]\ndefault_ca = own
[own]\ndatabase = ${folder}/index.txt\nnew_certs_dir = ${folder}\nrand_serial = yes\nunique_subject = no
default_md = sha256\npolicy = any\ncopy_extensions = copy\nemail_in_dn = no
[any]\ncommonName = supplied
`;

function makeCertificate(name: string, hosts: string, notAfter: string) {
  const [key, request, cert] = ["key", "csr", "pem"].map((ending) => path.join(folder, `${name}.${ending}`)) as [string, string, string];
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
  writeFileSync(path.join(folder, "index.txt"), "");
  writeFileSync(path.join(folder, "ca.cnf"), caConfig);
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl("req", "-new", ...curve, "-keyout", key, "-out", request, "-subj", "/CN=hotline test", "-addext", `subjectAltName=${hosts}`);
  const dates = ["-startdate", "20200101000000Z", "-enddate", notAfter];
  openssl(
    "ca",
    "-batch",
    "-selfsign",
    "-notext",
    "-config",
    path.join(folder, "ca.cnf"),
    "-keyfile",
    key,
    "-in",
    request,
    "-out",
    cert,
    ...dates,
  );
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}

async function serve(certificate: { key: string; cert: string }) {
  const server = createServer(certificate, (request, response) => {
    // Unasked, as some do: it is skipped.
    response.writeContinue();
    response.end(`${request.headers.host} ${(request.socket as { servername?: string }).servername}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function get(port: number, host: string, options: Partial<OutboundOptions> = {}) {
  const out = createOutbound({
    allowCidrs: ["127.0.0.0/8"],
    allowHttp: false,
    allowPorts: [],
    resolve: async () => ["127.0.0.1"],
    ...options,
  });
  closers.push(out.close);
  return out.request({ url: `https://${host}:${port}/`, method: "POST", headers: {}, body: "{}" });
}

describe("https", () => {
  let good: ReturnType<typeof makeCertificate>;
  let expired: ReturnType<typeof makeCertificate>;
  beforeAll(() => {
    good = makeCertificate("good", "DNS:receiver.test,IP:127.0.0.1", "20491231235959Z");
    expired = makeCertificate("expired", "DNS:receiver.test", "20200102000000Z");
  });

  test("a trusted certificate for the name is answered, and the name is told to the receiver", async () => {
    const port = await serve(good);
    expect(await get(port, "receiver.test", { ca: good.cert })).toMatchObject({
      ok: true,
      status: 200,
      body: `receiver.test:${port} receiver.test`,
    });
  });

  test("a literal address is checked against the certificate's addresses", async () => {
    const port = await serve(good);
    expect(await get(port, "127.0.0.1", { ca: good.cert })).toMatchObject({ ok: true, status: 200 });
    expect(await get(port, "127.0.0.2", { ca: good.cert, resolve: undefined })).toMatchObject({ ok: false });
  });

  test("an unknown authority is tls_untrusted", async () =>
    expect(await get(await serve(good), "receiver.test")).toMatchObject({ outcome: "tls_untrusted" }));

  test("another name is tls_hostname", async () =>
    expect(await get(await serve(good), "other.test", { ca: good.cert })).toMatchObject({ outcome: "tls_hostname" }));

  test("an old certificate is tls_expired", async () =>
    expect(await get(await serve(expired), "receiver.test", { ca: expired.cert })).toMatchObject({ outcome: "tls_expired" }));
});

describe("a port that does not speak TLS", () => {
  async function listen(onConnection: (socket: net.Socket) => void) {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      closers.push(() => socket.destroy());
      onConnection(socket);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    closers.push(() => server.close());
    return (server.address() as AddressInfo).port;
  }

  test("but HTTP is tls_failed", async () => {
    const port = await listen((socket) => void socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await get(port, "receiver.test")).toMatchObject({ outcome: "tls_failed" });
  });

  test("but nothing is tls_timeout", async () => {
    expect(await get(await listen(() => {}), "receiver.test", { connectMs: 80 })).toMatchObject({ outcome: "tls_timeout" });
  });

  test("but hangs up is connection_reset: nothing was written", async () => {
    expect(await get(await listen((socket) => void socket.once("data", () => socket.resetAndDestroy())), "receiver.test")).toMatchObject({
      outcome: "connection_reset",
    });
  });
});
