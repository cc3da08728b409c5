import { spawn } from "node:child_process";
import { once } from "node:events";
import { runServer, type RunningServer } from "@/lib/testing/run-server";
import { cpuSeconds } from "./cpu-seconds";
import { sendLoad } from "./load";

type Subject = { name: string; pid: number; port: number; request: string; status: number };

const rounds = 3;
const load = { connections: 16, seconds: 4, mostRequests: 100_000 };
const warmUp = { connections: 16, seconds: 10, mostRequests: 30_000 };

/** Requests per CPU second of the server process, of all subjects in one run, so that they see the same machine. */
async function main(): Promise<void> {
  const keyhouse = await runServer();
  try {
    const keys = await makeKeys(keyhouse);
    const bare = await startBare(keys.plain);
    try {
      const subjects = subjectsOf(keyhouse, bare, keys);
      printTable(subjects, await measure(subjects));
    } finally {
      bare.stop();
    }
  } finally {
    await keyhouse.stop();
  }
}

function subjectsOf(keyhouse: RunningServer, bare: { pid: number; port: number }, keys: { plain: string; verifier: string }): Subject[] {
  const { pid, port } = keyhouse as { pid: number; port: number };
  const body = JSON.stringify({ key: keys.plain });
  return [
    { name: "bare node:http: SHA-256, Map, JSON", ...bare, status: 200, request: get("/", `Authorization: Bearer ${keys.plain}`) },
    { name: "GET /api/v1/auth/verify, Bearer", pid, port, status: 200, request: get("/api/v1/auth/verify", `Authorization: Bearer ${keys.plain}`) },
    { name: "GET /api/v1/auth/verify, X-API-Key", pid, port, status: 200, request: get("/api/v1/auth/verify", `X-API-Key: ${keys.plain}`) },
    {
      name: "POST /api/v1/api-keys/verify",
      pid,
      port,
      status: 200,
      request: `POST /api/v1/api-keys/verify HTTP/1.1\r\nHost: localhost\r\nX-API-Key: ${keys.verifier}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    },
    { name: "a plain Next route handler, same process", pid, port, status: 404, request: get("/.well-known/nothing") },
  ];
}

function get(path: string, ...headers: string[]): string {
  return ["GET " + path + " HTTP/1.1", "Host: localhost", ...headers, "", ""].join("\r\n");
}

/** The median of the rounds; in each round every subject has its turn. */
async function measure(subjects: Subject[]): Promise<number[]> {
  for (const subject of subjects) await sendLoad({ ...subject, ...warmUp });
  const results = subjects.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const before = cpuSeconds(subject.pid);
      const answered = await sendLoad({ ...subject, ...load });
      results[index]!.push(answered / (cpuSeconds(subject.pid) - before));
    }
  }
  return results.map((rates) => rates.sort((a, b) => a - b)[Math.floor(rates.length / 2)]!);
}

function printTable(subjects: Subject[], rates: number[]): void {
  const floor = rates[0]!;
  console.log("requests per CPU second of the server process, median of three rounds\n");
  console.log(`${"".padEnd(44)}${"req/CPU s".padStart(10)}${"of bare".padStart(10)}${"us/req".padStart(10)}`);
  for (const [index, { name }] of subjects.entries()) {
    const rate = rates[index]!;
    console.log(`${name.padEnd(44)}${rate.toFixed(0).padStart(10)}${`${((100 * rate) / floor).toFixed(0)} %`.padStart(10)}${(1e6 / rate).toFixed(0).padStart(10)}`);
  }
}

async function makeKeys({ origin }: RunningServer): Promise<{ plain: string; verifier: string }> {
  const { token } = await post<{ token: string }>(`${origin}/api/v1/auth/register`, { email: "bench@example.com", password: "correct horse battery staple", username: "bench" });
  const plain = await post<{ key: string }>(`${origin}/api/v1/api-keys`, { name: "plain" }, token);
  const verifier = await post<{ key: string }>(`${origin}/api/v1/api-keys`, { name: "verifier", scopes: ["tokens:verify"] }, token);
  return { plain: plain.key, verifier: verifier.key };
}

async function post<Answer>(url: string, body: object, token?: string): Promise<Answer> {
  const response = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) } });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function startBare(token: string): Promise<{ pid: number; port: number; stop(): void }> {
  const child = spawn(process.execPath, ["dist/bench-bare.mjs", token], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { pid: child.pid!, port: Number(/\d+/.exec(line.toString())?.[0]), stop: () => child.kill() };
}

await main();
