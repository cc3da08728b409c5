import { createServer } from "node:http";
import { listen } from "./requests/http-server";
import { exitWith, readConfig } from "./read-config";

// Run before a build: what will stop the start anyhow is better said now than a minute later.
const config = readConfig();
const server = createServer();
try {
  await listen(server, config);
  server.close();
} catch (error) {
  exitWith(error, config.port);
}
