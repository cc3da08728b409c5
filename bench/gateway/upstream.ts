import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The API behind: a small answer, a large one, and an ear for what is sent. It does as little as it can. */
const small = Buffer.from(JSON.stringify({ data: Array.from({ length: 5 }, (_, index) => ({ id: `agent_${index}`, name: "An agent", status: "idle" })), next_cursor: null }));
const large = Buffer.alloc(1024 * 1024, "x");

const server = createServer((request, response) => {
  const body = request.url === "/large" ? large : small;
  const type = body === large ? "application/octet-stream" : "application/json";
  const answer = () => response.writeHead(200, { "Content-Type": type, "Content-Length": body.byteLength }).end(body);
  if (request.method === "GET") answer();
  else request.on("end", answer).resume();
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => process.stdout.write(`listening on ${(server.address() as AddressInfo).port}\n`));
