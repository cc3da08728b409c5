import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Storm = { origins: string[]; clientId: string; refreshToken: string; processes: number; milliseconds: number };
export type StormResult = { refreshes: number; failures: object[]; slowestMilliseconds: number; lastToken: string };

/** Lets many processes refresh one shared token, over and over, at all instances of one house. */
export async function runStorm({ origins, clientId, refreshToken, processes, milliseconds }: Storm): Promise<StormResult> {
  const folder = await mkdtemp(join(tmpdir(), "keyhouse-storm-"));
  const file = join(folder, "token");
  try {
    await writeFile(file, refreshToken);
    const until = Date.now() + milliseconds;
    const seen = await Promise.all(Array.from({ length: processes }, (_, id) => runAgent({ origins, clientId, file, until, id })));
    return {
      refreshes: seen.reduce((sum, { refreshes }) => sum + refreshes, 0),
      failures: seen.flatMap(({ failures }) => failures),
      slowestMilliseconds: Math.max(...seen.map(({ slowestMilliseconds }) => slowestMilliseconds)),
      lastToken: await readFile(file, "utf8"),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Seen = Pick<StormResult, "refreshes" | "failures" | "slowestMilliseconds">;

function runAgent(task: object): Promise<Seen> {
  const child = spawn(process.execPath, ["lib/testing/storm/agent.mjs", JSON.stringify(task)], { stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("close", (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Seen);
      else reject(new Error(`An agent of the storm ended with status ${status}`));
    });
  });
}
