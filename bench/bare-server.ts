import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * The floor: node:http and nothing else. Hashes a bearer token with SHA-256, looks the hash up in a Map, answers JSON. No
 * limit, no log, no last use, no check of what is sent.
 */
const token = process.argv[2] ?? "";
const known = new Map([[createHash("sha256").update(token).digest("hex"), { valid: true, user: { id: "1", username: "ada", role: "admin" }, scopes: ["agents:read", "agents:write"] }]]);

const server = createServer((request, response) => {
  const presented = request.headers.authorization?.slice("Bearer ".length) ?? "";
  const found = known.get(createHash("sha256").update(presented).digest("hex"));
  const body = JSON.stringify(found ?? { valid: false });
  response.writeHead(found ? 200 : 401, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
