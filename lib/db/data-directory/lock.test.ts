import { readdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundleProgram, runProgram, temporaryFolder, type RunningProgram } from "@/lib/testing/processes";
import { findDataDirHolder, lockDirectory } from "./lock";
import { describeThisProcess, isAlive } from "./holder";
import { listenForLife } from "./life-sign";

let folder: ReturnType<typeof temporaryFolder>;
let program: string;
const running: RunningProgram[] = [];

beforeAll(async () => {
  program = await bundleProgram(holdsTheLock, "lock-directory");
});
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const { process } of running) process.kill("SIGKILL");
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  folder.remove();
});

function start(): RunningProgram {
  const started = runProgram(program, [folder.path]);
  running.push(started);
  return started;
}

test("a second process is refused, and told which process holds which directory", async () => {
  const first = start();
  await first.line("locked");
  const refusal = await start().line("DATA_DIR_IN_USE");
  expect(refusal).toContain(String(first.process.pid));
  expect(refusal).toContain(folder.path);
  expect(await findDataDirHolder(folder.path)).toBe(first.process.pid);
});

test("the same process cannot open a directory twice", async () => {
  const lock = await lockDirectory(folder.path);
  await expect(lockDirectory(folder.path)).rejects.toMatchObject({ code: "DATA_DIR_IN_USE" });
  lock.release();
  (await lockDirectory(folder.path)).release();
});

test("what is no folder, or cannot be made one, is said in one line that names the variable", async () => {
  const file = join(folder.path, "file");
  writeFileSync(file, "");
  for (const path of [file, join(file, "below")]) {
    await expect(lockDirectory(path)).rejects.toMatchObject({ code: "DATA_DIR_UNUSABLE", message: expect.stringMatching(/^DATA_DIR cannot be \S+ \([A-Z]+\)\. .+\.$/) as string });
  }
});

test("a directory that was let go of is free", async () => {
  const first = start();
  await first.line("locked");
  first.process.stdin?.end();
  await first.ended;
  expect(await findDataDirHolder(folder.path)).toBeUndefined();
  await start().line("locked");
});

test("a killed process no longer holds the directory", async () => {
  const first = start();
  await first.line("locked");
  first.process.kill("SIGKILL");
  await first.ended;
  expect(await findDataDirHolder(folder.path)).toBeUndefined();
  await start().line("locked");
  expect(readdirSync(folder.path).filter((name) => /^lock-\d+$/.test(name))).toHaveLength(1);
});

test("a stopped process (SIGSTOP) still holds it", async () => {
  const first = start();
  await first.line("locked");
  first.process.kill("SIGSTOP");
  await start().line("DATA_DIR_IN_USE");
});

test("of ten processes that start at once, exactly one gets it, also from a dead one", async () => {
  for (let round = 0; round < 3; round++) {
    const starters = Array.from({ length: 10 }, start);
    const said = await Promise.all(starters.map((starter) => Promise.race([starter.line("locked"), starter.line("DATA_DIR_IN_USE")])));
    expect(said.filter((line) => line.startsWith("locked"))).toHaveLength(1);
    for (const { process } of starters) process.kill("SIGKILL");
    await Promise.all(starters.map(({ ended }) => ended));
  }
}, 60_000);

test("a lock that cannot be read is respected, and the message names the file", async () => {
  writeFileSync(join(folder.path, "lock-3"), "");
  await expect(lockDirectory(folder.path)).rejects.toThrow(join(folder.path, "lock-3"));
});

describe("a holder counts as dead", () => {
  const me = () => describeThisProcess(undefined);

  test("when its number belongs to a process that started at another time", async () => {
    expect(await isAlive({ ...me(), startedAt: "1" }, folder.path)).toBe(false);
  });

  test("when the machine was started anew since", async () => {
    expect(await isAlive({ ...me(), bootId: "an earlier run" }, folder.path)).toBe(false);
  });

  test("when it ran in another container and its socket answers no more", async () => {
    const lifeSign = await listenForLife(folder.path);
    const holder = { ...me(), namespace: "pid:[1]", lifeSign: lifeSign.name };
    expect(await isAlive(holder, folder.path)).toBe(true);
    lifeSign.close();
    expect(await isAlive(holder, folder.path)).toBe(false);
  });
});

describe("a holder counts as alive, for nothing proves its death", () => {
  test("when it ran on another machine", async () => {
    const holder = { ...describeThisProcess(undefined), bootId: "another machine's", host: `not-${hostname()}` };
    expect(await isAlive(holder, folder.path)).toBe(true);
  });

  test("when it ran in another container and left no socket", async () => {
    const holder = { ...describeThisProcess(undefined), namespace: "pid:[1]" };
    expect(await isAlive(holder, folder.path)).toBe(true);
  });
});

test("a deep directory, too deep for the path of a socket, is locked as well", async () => {
  const deep = join(folder.path, ...Array.from({ length: 12 }, () => "a-rather-long-name"));
  const lock = await lockDirectory(deep);
  expect(await findDataDirHolder(deep)).toBe(process.pid);
  lock.release();
});

test("the directory and the lock are for their owner alone", async () => {
  const data = join(folder.path, "data");
  const lock = await lockDirectory(data);
  expect(statSync(data).mode & 0o077).toBe(0);
  expect(statSync(join(data, "lock-1")).mode & 0o077).toBe(0);
  lock.release();
});

const holdsTheLock = `
  import { lockDirectory } from "./lib/db/data-directory/lock";
  try {
    const lock = await lockDirectory(process.argv[2]);
    console.log("locked");
    process.stdin.resume().on("end", () => (lock.release(), process.exit(0)));
  } catch (error) {
    console.log(error.code, error.message);
  }
`;
