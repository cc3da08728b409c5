import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type Storm = {
  origins: string[];
  clientId: string;
  refreshToken: string;
  processes: number;
  milliseconds: number;
  /** Each process ends after this many refreshes, even before the time is over. */
  refreshesEach?: number;
};
export type StormResult = { refreshes: number; busy: number; failures: object[]; slowestMilliseconds: number; lastToken: string };

/** Lets many processes refresh one shared token, over and over, at all instances of one house. */
export async function runStorm({ origins, clientId, refreshToken, processes, milliseconds, refreshesEach }: Storm): Promise<StormResult> {
  const folder = await mkdtemp(join(tmpdir(), "keyhouse-storm-"));
  const file = join(folder, "token");
  try {
    await writeFile(file, refreshToken);
    const agents = Array.from({ length: processes }, (_, id) => startAgent({ origins, clientId, file, id, most: refreshesEach }));
    // nobody begins before the slowest has started
    await Promise.all(agents.map((agent) => agent.ready));
    const until = Date.now() + milliseconds;
    const seen = await Promise.all(agents.map((agent) => agent.run(until)));
    return {
      refreshes: seen.reduce((sum, { refreshes }) => sum + refreshes, 0),
      busy: seen.reduce((sum, { busy }) => sum + busy, 0),
      failures: seen.flatMap(({ failures }) => failures),
      slowestMilliseconds: Math.max(...seen.map(({ slowestMilliseconds }) => slowestMilliseconds)),
      lastToken: await readFile(file, "utf8"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Seen = Pick<StormResult, "refreshes" | "busy" | "failures" | "slowestMilliseconds">;

function startAgent(task: object): { ready: Promise<unknown>; run(until: number): Promise<Seen> } {
  const child = spawn(process.execPath, ["lib/testing/storm/agent.mjs", JSON.stringify(task)], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const next = async () => String((await once(lines, "line"))[0]);
  const ended = once(child, "close").then(([status]) => {
    throw new Error(`An agent of the storm ended with status ${String(status)}`);
  });
  ended.catch(() => {});
  return {
    ready: Promise.race([next(), ended]),
    run: (until) => {
      const result = next();
      child.stdin.end(`${until}\n`);
      return Promise.race([result, ended]).then((line) => JSON.parse(line) as Seen);
    },
  };
}
