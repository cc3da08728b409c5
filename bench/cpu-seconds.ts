import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

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
