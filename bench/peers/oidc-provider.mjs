import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";

/** node-oidc-provider with its adapter in memory: an access token of the client credentials grant, asked about at the introspection endpoint (RFC 7662). */
const client = { client_id: "bench", client_secret: "a secret of the benchmark, which guards nothing", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
const authorization = `Basic ${Buffer.from(`${client.client_id}:${encodeURIComponent(client.client_secret)}`).toString("base64")}`;
console.warn = console.info = () => undefined;

const server = createServer().listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address();
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [client],
  features: { clientCredentials: { enabled: true }, introspection: { enabled: true }, devInteractions: { enabled: false } },
});
server.on("request", provider.callback());

const answer = await fetch(`http://127.0.0.1:${port}/token`, { method: "POST", headers: { authorization }, body: new URLSearchParams({ grant_type: "client_credentials" }) });
const { access_token: token } = await answer.json();
console.log(JSON.stringify({ port, authorization, token }));
