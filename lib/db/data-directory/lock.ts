import { randomUUID } from "node:crypto";
import { accessSync, constants, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describeThisProcess, isAlive, type Holder } from "./holder";
import { listenForLife, type LifeSign } from "./life-sign";
import { DatabaseStartError } from "../start-error";

export type DirectoryLock = { release(): void };

/**
 * Locks the data directory for this process: PGlite itself takes no lock, and two processes on one directory destroy it.
 *
 * A lock is a file `lock-<number>`, put in place whole by link(2), which fails where the name is taken. Whoever finds the
 * holder of the highest number dead takes the next number, so that of several takers exactly one wins, and a slow one that
 * meant to follow an older number sees the higher one and withdraws. The highest file stays behind, marked as released:
 * numbers only go up.
 */
export async function lockDirectory(dataDir: string): Promise<DirectoryLock> {
  const folder = resolve(dataDir);
  makeFolder(folder);
  const lifeSign = await listenForLife(folder);
  try {
    for (;;) {
      const latest = latestLock(folder);
      if (latest?.holder && (await isAlive(latest.holder, folder))) throw inUse(latest.holder.pid, folder, latest.file);
      const file = take(folder, (latest?.number ?? 0) + 1, lifeSign);
      if (file && latest?.holder?.lifeSign) rmSync(join(folder, latest.holder.lifeSign), { force: true });
      if (file) return { release: () => release(folder, file, lifeSign) };
    }
  } catch (error) {
    lifeSign.close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DatabaseStartError("DATA_DIR_UNUSABLE", `DATA_DIR cannot be ${folder} (${(error as NodeJS.ErrnoException).code}). Choose a folder that this user may make and write to.`, { cause: error });
  }
}

/** The process that holds the directory, if one does. Opens nothing. */
export async function findDataDirHolder(dataDir: string): Promise<number | undefined> {
  const folder = resolve(dataDir);
  const holder = latestLock(folder)?.holder;
  return holder && (await isAlive(holder, folder)) ? holder.pid : undefined;
}

type Lock = { number: number; file: string; holder: Holder | undefined };

function latestLock(folder: string): Lock | undefined {
  const number = Math.max(0, ...lockNumbers(folder));
  if (number === 0) return undefined;
  const file = join(folder, `lock-${number}`);
  try {
    const content = JSON.parse(readFileSync(file, "utf8")) as Holder | { released: true };
    return { number, file, holder: "released" in content ? undefined : content };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return latestLock(folder);
    throw new DatabaseStartError("DATA_DIR_IN_USE", `The lock ${file} cannot be read. If no Keyhouse runs on ${folder}, delete that file and start again.`, { cause: error });
  }
}

function lockNumbers(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap((name) => (/^lock-\d+$/.test(name) ? Number(name.slice("lock-".length)) : []));
  } catch {
    return [];
  }
}

/** The file of the lock, or undefined where another process was faster. */
function take(folder: string, number: number, lifeSign: LifeSign): string | undefined {
  const file = join(folder, `lock-${number}`);
  const draft = writeDraft(folder, describeThisProcess(lifeSign.name));
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return undefined;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if (lockNumbers(folder).some((other) => other > number)) {
    rmSync(file, { force: true });
    return undefined;
  }
  for (const other of lockNumbers(folder)) if (other < number) rmSync(join(folder, `lock-${other}`), { force: true });
  return file;
}

function release(folder: string, file: string, lifeSign: LifeSign): void {
  try {
    renameSync(writeDraft(folder, { released: true }), file);
  } catch {
    // A full disk, or a directory that is gone: the end of this process says the same.
  }
  lifeSign.close();
}

function writeDraft(folder: string, content: Holder | { released: true }): string {
  const draft = join(folder, `lock-draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600, flush: true });
  return draft;
}

function inUse(pid: number, folder: string, file: string): DatabaseStartError {
  const message = pid === process.pid
    ? `This process (${pid}) has already opened ${folder}.`
    : `Process ${pid} is using ${folder}. Stop it first (kill ${pid}), or give this one another DATA_DIR. If no such process exists any more, delete ${file}.`;
  return new DatabaseStartError("DATA_DIR_IN_USE", message);
}
