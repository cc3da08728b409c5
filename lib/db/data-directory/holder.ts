import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { answersLife } from "./life-sign";

/** Who holds a lock, and what it takes to prove that they do no longer. */
export type Holder = {
  pid: number;
  /** In clock ticks since boot; with it, a number that another process got later is not taken for the holder. */
  startedAt?: string;
  /** The run of the machine, and the process namespace (container) in it, in which `pid` means something. */
  bootId?: string;
  namespace?: string;
  host: string;
  /** Name of the Unix socket in the directory, on which the holder listens for as long as it lives. */
  lifeSign?: string;
};

export function describeThisProcess(lifeSign: string | undefined): Holder {
  return { pid: process.pid, startedAt: statusOf(process.pid)?.startedAt, bootId: bootId(), namespace: namespace(), host: hostname(), lifeSign };
}

/** True unless the holder is proven dead. */
export async function isAlive(holder: Holder, folder: string): Promise<boolean> {
  if (holder.bootId !== bootId()) {
    // The machine was started anew since. Under another name it may be another machine on a shared disk.
    return holder.host !== hostname();
  }
  if (holder.bootId !== undefined && holder.namespace === namespace() && holder.startedAt !== undefined) {
    const status = statusOf(holder.pid);
    return status ? status.isRunning && status.startedAt === holder.startedAt : exists(holder.pid);
  }
  // Another container of this machine, or a system without /proc.
  if (holder.lifeSign !== undefined) return answersLife(join(folder, holder.lifeSign));
  return holder.namespace !== namespace() || exists(holder.pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** From /proc/<pid>/stat, whose second field is the name and may hold spaces and brackets. Absent where it is hidden, too. */
function statusOf(pid: number): { isRunning: boolean; startedAt: string | undefined } | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { isRunning: state !== "Z" && state !== "X", startedAt: fields[18] };
}

const bootId = () => read("/proc/sys/kernel/random/boot_id")?.trim();

function namespace(): string | undefined {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return undefined;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
