import { open, stat, unlink, utimes } from "node:fs/promises";
import { Failure } from "../failure";
import type { World } from "../world";

const staleAfterMilliseconds = 10_000;
const heartbeatMilliseconds = 2000;
const patienceMilliseconds = 60_000;

/**
 * One process at a time. The holder touches the lock now and then; one that nobody has touched for ten seconds belongs to a process that
 * died, and is taken away. Should two take it away at the same moment, both go on: files are replaced whole, and the server gives a
 * working pair of tokens to each of two who refresh at once.
 */
export async function withLock<Result>(path: string, world: Pick<World, "sleep" | "interrupted">, work: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + patienceMilliseconds;
  while (!(await take(path))) {
    if (Date.now() > deadline) throw new Failure(`Another keyhouse process has held ${path} for a minute.`, { hint: "Look what it is doing; if there is none, delete that file." });
    await world.sleep(20 + Math.random() * 60, world.interrupted);
  }
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await unlink(path).catch(() => undefined);
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(`${process.pid}\n`);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const held = await stat(path).catch(() => undefined);
  if (held && Date.now() - held.mtimeMs > staleAfterMilliseconds) await unlink(path).catch(() => undefined);
  return false;
}
