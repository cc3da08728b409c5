import { cpuSeconds } from "./cpu-seconds";
import { sendLoad } from "./load";
import { startSubjects, type Subject } from "./subjects";

const rounds = 3;
const load = { connections: 16, seconds: 4, mostRequests: 100_000 };
const warmUp = { connections: 16, seconds: 10, mostRequests: 30_000 };

/** Requests per CPU second of the server process, of all subjects in one run, so that they see the same machine. */
async function main(): Promise<void> {
  const { subjects, stop } = await startSubjects();
  try {
    printTable(subjects, await measure(subjects));
  } finally {
    await stop();
  }
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
  console.log(`${"".padEnd(54)}${"req/CPU s".padStart(10)}${"of bare".padStart(10)}${"us/req".padStart(10)}`);
  for (const [index, { name }] of subjects.entries()) {
    const rate = rates[index]!;
    console.log(`${name.padEnd(54)}${rate.toFixed(0).padStart(10)}${`${((100 * rate) / floor).toFixed(0)} %`.padStart(10)}${(1e6 / rate).toFixed(0).padStart(10)}`);
  }
}

await main();
