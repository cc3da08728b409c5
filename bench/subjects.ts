import { runServer, type RunningServer } from "@/lib/testing/run-server";
import { startPeer } from "./start-peer";

/** One request at one process, again and again. */
export type Subject = { name: string; pid: number; port: number; request: string; status: number };

/** Who is compared: Keyhouse, a bare server, and peers at the same work. All listen on this machine alone. */
export async function startSubjects(): Promise<{ subjects: Subject[]; stop(): Promise<void> }> {
  const started: { stop(): unknown }[] = [];
  const stop = async () => void (await Promise.all(started.map((one) => one.stop())));
  const keep = <One extends { stop(): unknown }>(one: One): One => (started.push(one), one);
  try {
    const keyhouse = keep(await runServer());
    const keys = await makeKeys(keyhouse);
    const bare = keep(await startPeer("dist/bench-bare.mjs", keys.plain));
    const betterAuth = keep(await startPeer("bench/peers/better-auth.mjs"));
    const oidcProvider = keep(await startPeer("bench/peers/oidc-provider.mjs"));
    const ours = { pid: keyhouse.pid, port: keyhouse.port, status: 200 };
    const bearer = `Authorization: Bearer ${keys.plain}`;
    const subjects = [
      { ...bare, name: "bare node:http: SHA-256, Map, JSON", status: 200, request: get("/", bearer) },
      { ...ours, name: "GET /api/v1/auth/verify, Bearer", request: get("/api/v1/auth/verify", bearer) },
      { ...ours, name: "GET /api/v1/auth/verify, X-API-Key", request: get("/api/v1/auth/verify", `X-API-Key: ${keys.plain}`) },
      { ...ours, name: "GET /forward-auth?scope=agents:read", status: 204, request: get("/forward-auth?scope=agents:read", bearer) },
      { ...ours, name: "POST /api/v1/api-keys/verify", request: post("/api/v1/api-keys/verify", "application/json", JSON.stringify({ key: keys.plain }), `X-API-Key: ${keys.verifier}`) },
      { ...ours, name: "POST /oauth/introspect", request: post("/oauth/introspect", form, `token=${keys.plain}`, `Authorization: Bearer ${keys.verifier}`) },
      { ...betterAuth, name: "better-auth 1.7: verifyApiKey, tables in memory", status: 200, request: get("/", `Authorization: ${betterAuth.told["authorization"]}`) },
      { ...oidcProvider, name: "oidc-provider 9: POST introspection, in memory", status: 200, request: post("/token/introspection", form, `token=${oidcProvider.told["token"]}`, `Authorization: ${oidcProvider.told["authorization"]}`) },
      { ...ours, name: "a plain Next route handler, same process as Keyhouse", status: 404, request: get("/.well-known/nothing") },
    ];
    return { subjects, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const form = "application/x-www-form-urlencoded";

function get(path: string, ...headers: string[]): string {
  return [`GET ${path} HTTP/1.1`, "Host: localhost", ...headers, "", ""].join("\r\n");
}

function post(path: string, type: string, body: string, ...headers: string[]): string {
  return [`POST ${path} HTTP/1.1`, "Host: localhost", ...headers, `Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`, "", body].join("\r\n");
}

async function makeKeys({ origin }: RunningServer): Promise<{ plain: string; verifier: string }> {
  const { token } = await create<{ token: string }>(`${origin}/api/v1/auth/register`, { email: "bench@example.com", password: "correct horse battery staple", username: "bench" });
  const plain = await create<{ key: string }>(`${origin}/api/v1/api-keys`, { name: "plain" }, token);
  const verifier = await create<{ key: string }>(`${origin}/api/v1/api-keys`, { name: "verifier", scopes: ["tokens:verify"] }, token);
  return { plain: plain.key, verifier: verifier.key };
}

async function create<Answer>(url: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
