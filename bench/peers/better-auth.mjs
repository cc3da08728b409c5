import { createServer } from "node:http";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";

/**
 * An API key verified by better-auth as its documentation says, behind a bare node:http server. It has what is best for it: its
 * tables are objects in memory, so that no database is waited for, and its own limit is off.
 */
const tables = { user: [], session: [], account: [], verification: [], apikey: [] };
const auth = betterAuth({
  baseURL: "http://127.0.0.1",
  secret: "a secret of the benchmark, which guards nothing",
  database: memoryAdapter(tables),
  emailAndPassword: { enabled: true },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
  telemetry: { enabled: false },
});
const { user } = await auth.api.signUpEmail({ body: { email: "bench@example.com", name: "bench", password: "correct horse battery staple" } });
const { key } = await auth.api.createApiKey({ body: { name: "bench", userId: user.id } });

const server = createServer((request, response) => {
  const presented = request.headers.authorization?.slice("Bearer ".length) ?? "";
  void auth.api.verifyApiKey({ body: { key: presented } }).then(({ valid, key: found }) => {
    const body = JSON.stringify(valid ? { valid, id: found.id, user: found.referenceId } : { valid });
    response.writeHead(valid ? 200 : 401, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: server.address().port, authorization: `Bearer ${key}` })));
