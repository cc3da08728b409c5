/** What a program needs to know of this house. */
export type SdkHouse = { publicUrl: string };

export type SdkSnippet = { id: string; title: string; code: string };

export const sdkPackage = ({ publicUrl }: SdkHouse): string => `${publicUrl}/packages/keyhouse-client.tgz`;

export const callSnippets = ({ publicUrl }: SdkHouse): SdkSnippet[] => [
  {
    id: "key",
    title: "With an API key",
    code: `import { createClient } from "@keyhouse/client";

const client = createClient({
  baseUrl: "${publicUrl}",
  apiToken: process.env.API_TOKEN,
});

console.log(await client.me.get());
for await (const key of client.apiKeys.list()) {
  console.log(key.name, key.last_used_at ?? "never used");
}`,
  },
  {
    id: "password",
    title: "With a username and a password, from NAME and PASSWORD",
    code: `import { createClient } from "@keyhouse/client";

const client = createClient({ baseUrl: "${publicUrl}" });

const { key } = await client.apiKeys.create({ name: "nightly job", scopes: ["agents:read"] });
console.log("shown this once", key.length);
await client.logout();`,
  },
  {
    id: "errors",
    title: "When it fails",
    code: `import { createClient, KeyhouseError } from "@keyhouse/client";

const client = createClient({ baseUrl: "${publicUrl}" });
try {
  await client.users.list();
} catch (error) {
  if (!(error instanceof KeyhouseError)) throw error;
  console.error(error.code, error.message, error.requiredScope, error.retryAfterSeconds);
}`,
  },
];

const verifier = ({ publicUrl }: SdkHouse) => `const verifier = createVerifier({
  issuer: "${publicUrl}",
  apiToken: process.env.KEYHOUSE_VERIFY_KEY,
});`;

export const frameworkSnippets = (house: SdkHouse): SdkSnippet[] => [
  {
    id: "express",
    title: "Express",
    code: `import express from "express";
import { createVerifier, getPrincipal, requireAuth } from "@keyhouse/client/express";

${verifier(house)}
const mayRead = requireAuth(verifier, { scopes: ["agents:read"] });
const app = express();

app.get("/agents", mayRead, (request, response) => {
  response.json({ agents: [], for: getPrincipal(request).user.username });
});
app.listen(4000);`,
  },
  {
    id: "fastify",
    title: "Fastify",
    code: `import fastify from "fastify";
import { createVerifier, getPrincipal, requireAuth } from "@keyhouse/client/fastify";

${verifier(house)}
const app = fastify();
const onRequest = requireAuth(verifier, { scopes: ["agents:read"] });

app.get("/agents", { onRequest }, async (request) => {
  return { agents: [], for: getPrincipal(request).user.username };
});
await app.listen({ port: 4000 });`,
  },
  {
    id: "hono",
    title: "Hono",
    code: `import { Hono } from "hono";
import { createVerifier, getPrincipal, requireAuth } from "@keyhouse/client/hono";

${verifier(house)}
const mayRead = requireAuth(verifier, { scopes: ["agents:read"] });
const app = new Hono();

app.get("/agents", mayRead, (c) => {
  return c.json({ agents: [], for: getPrincipal(c).user.username });
});
export default app;`,
  },
  {
    id: "next",
    title: "Next.js route handler",
    code: `import { createVerifier, withAuth } from "@keyhouse/client/next";

${verifier(house)}

const needed = { scopes: ["agents:read"] };

export const GET = withAuth(verifier, needed, (request, context, principal) => {
  return Response.json({ agents: [], for: principal.user.username });
});`,
  },
];

export const mcpSnippet = ({ publicUrl }: SdkHouse): string => `import express from "express";
import { protectMcp } from "@keyhouse/client/mcp";

const mcp = protectMcp({
  issuer: "${publicUrl}",
  resource: "https://api.example.com/mcp",
  scopes: ["agents:read"],
  tools: { delete_agent: ["agents:write"] },
});

const app = express();
app.use(express.json(), mcp.express());
// Then the route of your MCP server, as before.
// Its tools find who calls in authInfo.extra.principal.`;
