import { cpuSeconds } from "../cpu-seconds";
import { drive, type Load } from "./drive";
import { startSubjects, type Subject } from "./subjects";

type Scenario = { name: string; method: "GET" | "POST"; path: string; body?: Buffer; isConnectionNew: boolean };
type Figures = { perSecond: number; p50: number; p99: number; perCpuSecond: number };

const rounds = 3;
const seconds = Number(process.argv[2] ?? 3);
const connections = 16;
const megabyte = Buffer.alloc(1024 * 1024, "x");

const scenarios: Scenario[] = [
  { name: "small JSON, connections kept", method: "GET", path: "/small", isConnectionNew: false },
  { name: "small JSON, a new connection for each request", method: "GET", path: "/small", isConnectionNew: true },
  { name: "1 MB answer, connections kept", method: "GET", path: "/large", isConnectionNew: false },
  { name: "1 MB answer, a new connection for each request", method: "GET", path: "/large", isConnectionNew: true },
  { name: "1 MB sent, connections kept", method: "POST", path: "/upload", body: megabyte, isConnectionNew: false },
  { name: "1 MB sent, a new connection for each request", method: "POST", path: "/upload", body: megabyte, isConnectionNew: true },
];

/** What a check costs, by the gateway and by nginx that asks, in one run: all see the same machine, the same upstream and the same key. */
async function main(): Promise<void> {
  const { subjects, key, stop } = await startSubjects();
  try {
    console.log(`${connections} connections, ${seconds} s a turn, median of ${rounds} rounds. CPU is that of everything between the caller and the upstream.`);
    for (const subject of subjects) await drive({ ...loadOf(scenarios[0]!, subject, key), seconds: 2 });
    for (const scenario of scenarios) printTable(scenario, subjects, await measure(scenario, subjects, key));
  } finally {
    await stop();
  }
}

/** In each round every subject has its turn. */
async function measure(scenario: Scenario, subjects: Subject[], key: string): Promise<Figures[]> {
  const results = subjects.map((): Figures[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) results[index]!.push(await measureOnce(loadOf(scenario, subject, key), subject));
  }
  return results.map((figures) => ({ perSecond: median(figures, "perSecond"), p50: median(figures, "p50"), p99: median(figures, "p99"), perCpuSecond: median(figures, "perCpuSecond") }));
}

async function measureOnce(load: Load, { pids }: Subject): Promise<Figures> {
  const used = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const before = used();
  const { perSecond, answered, latencies } = await drive(load);
  return { perSecond, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99), perCpuSecond: answered / (used() - before) };
}

function loadOf({ method, path, body, isConnectionNew }: Scenario, { port, prefix }: Subject, key: string): Load {
  const head = [`${method} ${prefix}${path} HTTP/1.1`, "Host: localhost", `Authorization: Bearer ${key}`, ...(isConnectionNew ? ["Connection: close"] : []), ...(body ? [`Content-Length: ${body.byteLength}`] : []), "", ""];
  return { port, request: Buffer.concat([Buffer.from(head.join("\r\n")), body ?? Buffer.alloc(0)]), isConnectionNew, connections, seconds };
}

function median(figures: Figures[], name: keyof Figures): number {
  return quantile(figures.map((one) => one[name]).sort((left, right) => left - right), 0.5);
}

const quantile = (sorted: number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;

function printTable({ name }: Scenario, subjects: Subject[], figures: Figures[]): void {
  console.log(`\n${name.padEnd(48)}${["req/s", "p50 ms", "p99 ms", "req/CPU s"].map((head) => head.padStart(11)).join("")}`);
  for (const [index, subject] of subjects.entries()) {
    const { perSecond, p50, p99, perCpuSecond } = figures[index]!;
    const cells = [perSecond.toFixed(0), p50.toFixed(2), p99.toFixed(2), subject.pids.length === 0 ? "" : perCpuSecond.toFixed(0)];
    console.log(subject.name.padEnd(48) + cells.map((cell) => cell.padStart(11)).join(""));
  }
}

await main();
