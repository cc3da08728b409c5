#!/usr/bin/env node
import { runStdioServer } from "./run";

const ending = new AbortController();
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => ending.abort());
process.exit(await runStdioServer({ signal: ending.signal }));
