import { spawn } from "node:child_process";
import { projectFolder } from "../project.mjs";

/** A step that could not be done. The message is for the person at the terminal; nothing else needs to be printed. */
export class StepFailed extends Error {}

/**
 * Runs Node with these arguments in the project folder and waits. The output is kept back and shown only if it fails,
 * below the sentence `failure`; with `inherit` it goes straight to the terminal.
 */
export async function runNode(args, { failure, env = {}, inherit = false }) {
  const { status, output } = await execute(process.execPath, args, { env, inherit });
  if (status === 0) return output;
  throw new StepFailed([failure, output.trim()].filter(Boolean).join("\n\n"));
}

/** Runs a command and returns its exit status and its output, in the order in which it was written. */
export function execute(command, args, { env = {}, inherit = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: projectFolder,
      env: { ...process.env, ...quiet, ...env },
      stdio: inherit ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    const passOn = (signal) => child.kill(signal);
    process.once("SIGTERM", passOn);
    child.on("error", reject);
    child.on("close", (status, signal) => {
      process.off("SIGTERM", passOn);
      // Stopped by the person at the keyboard or by the service manager: stop as well, without a complaint.
      if (signal === "SIGINT" || signal === "SIGTERM") process.exit(signal === "SIGINT" ? 130 : 143);
      resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** No tool that we start reports home or advertises its next version. */
const quiet = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  DO_NOT_TRACK: "1",
};
