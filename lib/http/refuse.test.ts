import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refuseUnreadable } from "./refuse";

const server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 20 }, (_, response) => response.end("fine"));
server.on("clientError", refuseUnreadable);
beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => void server.close());

async function send(bytes: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(bytes);
  await once(socket, "close");
  return answer;
}

test.each([
  ["no HTTP", "GARBAGE\r\n\r\n", 400, "bad_request"],
  ["two different lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400, "bad_request"],
  ["headers of 20 KB", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, 431, "too_large"],
  ["headers that never end", "GET / HTTP/1.1\r\nHost: a\r\n", 408, "timed_out"],
])("%s is answered by a problem with a request id", async (_, bytes, status, code) => {
  const [head = "", body = ""] = (await send(bytes)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  const problem = JSON.parse(body);
  expect(problem).toMatchObject({ status, code, request_id: /^x-request-id: (.*)$/im.exec(head)?.[1] });
});
