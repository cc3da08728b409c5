import { spawn } from "node:child_process";
import { once } from "node:events";
import { runServer, type RunningServer } from "@/lib/testing/run-server";
import { processTree } from "../cpu-seconds";
import { runDocumented, runTuned, runUnchecked } from "./nginx";

/** One way from a caller to the upstream. */
export type Subject = {
  name: string;
  port: number;
  /** Before the upstream's own path. */
  prefix: string;
  /** What works between the caller and the upstream. */
  pids: number[];
};

export type Standing = { subjects: Subject[]; key: string; stop(): Promise<void> };

const prefix = "/api/agents";
const scope = "agents:read";

/** Starts the upstream, Keyhouse with a protected API before it, and nginx in three ways before the same. */
export async function startSubjects(): Promise<Standing> {
  const upstream = await startUpstream();
  const keyhouse = await runServer();
  const key = await declareApi(keyhouse, upstream.origin);
  const site = { keyhouse: keyhouse.origin, upstream: upstream.origin, scope };
  const [tuned, documented, unchecked] = [await runTuned(site), await runDocumented(site), await runUnchecked(site)];
  const asked = { prefix: "" };
  return {
    key,
    subjects: [
      { ...asked, name: "the upstream alone", port: portOf(upstream.origin), pids: [] },
      { name: "Keyhouse's gateway", prefix, port: keyhouse.port, pids: [keyhouse.pid] },
      { ...asked, name: "nginx auth_request, connections kept", port: portOf(tuned.origin), pids: [...processTree(tuned.pid), keyhouse.pid] },
      { ...asked, name: "nginx auth_request, as documented", port: portOf(documented.origin), pids: [...processTree(documented.pid), keyhouse.pid] },
      { ...asked, name: "nginx that checks nothing", port: portOf(unchecked.origin), pids: processTree(unchecked.pid) },
    ],
    async stop() {
      await Promise.all([tuned, documented, unchecked].map((proxy) => proxy.stop()));
      await keyhouse.stop();
      upstream.stop();
    },
  };
}

const portOf = (origin: string): number => Number(new URL(origin).port);

async function startUpstream(): Promise<{ origin: string; stop(): void }> {
  const child = spawn(process.execPath, ["dist/bench-gateway-upstream.mjs"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { origin: `http://127.0.0.1:${/\d+/.exec(line.toString())?.[0]}`, stop: () => child.kill() };
}

/** Declares the protected API, and makes a key that may call it. */
async function declareApi({ origin }: RunningServer, upstream: string): Promise<string> {
  const { token } = await post<{ token: string }>(`${origin}/api/v1/auth/register`, { email: "bench@example.com", password: "correct horse battery staple", username: "bench" });
  await post(`${origin}/api/v1/protected-apis`, { name: "Agents", prefix, upstream, rules: [{ methods: ["*"], path: "/**", scope }] }, token);
  const { key } = await post<{ key: string }>(`${origin}/api/v1/api-keys`, { name: "caller", scopes: [scope] }, token);
  return key;
}

async function post<Answer>(url: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
