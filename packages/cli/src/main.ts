#!/usr/bin/env node
import { exitCodes } from "./failure";
import { runCli } from "./run";
import { realWorld } from "./world";

const interruption = new AbortController();
process.once("SIGINT", () => {
  interruption.abort(new Error("interrupted"));
  // whatever does not listen ends all the same
  setTimeout(() => process.exit(exitCodes.interrupted), 500).unref();
});
// `keyhouse audit | head`: whoever reads has enough
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? exitCodes.ok : exitCodes.failed));

process.exitCode = await runCli(process.argv.slice(2), realWorld(interruption.signal));
