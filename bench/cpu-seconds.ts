import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** CPU seconds, user and system, that a process and its threads have used so far. */
export function cpuSeconds(pid: number): number {
  if (process.platform === "linux") {
    // Fields 14 and 15 of proc(5), in hundredths; the name in field 2 may contain spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }
  const parts = execFileSync("ps", ["-o", "cputime=", "-p", String(pid)], { encoding: "utf8" }).trim().split(":").map(Number);
  return parts.reduce((total, part) => total * 60 + part, 0);
}

/** The process and all that it has started. */
export function processTree(pid: number): number[] {
  const children = parents().filter(([, parent]) => parent === pid);
  return [pid, ...children.flatMap(([child]) => processTree(child))];
}

/** Process and parent of everything that runs here. */
function parents(): [number, number][] {
  if (process.platform !== "linux") return execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" }).trim().split("\n").map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [[Number(name), Number(readFileSync(`/proc/${name}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1])] as [number, number]];
    } catch {
      return []; // ended meanwhile
    }
  });
}
