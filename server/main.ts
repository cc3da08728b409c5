import { createServer as createHttp } from "node:http";
import next from "next";
import { log } from "@/lib/log";
import { slot } from "@/lib/slot";
import { createHttpServer, listen } from "./requests/http-server";
import { limitHeaders } from "./requests/limit-headers";
import { createListener } from "./requests/listener";
import { exitWith, readConfig } from "./read-config";
import { printReady } from "./print-ready";
import { commonHeaders } from "./requests/security-headers";
import { stopOnSignals } from "./stop";
import { ignoreUpgrade } from "./requests/ignore-upgrade";
import { toNext } from "./requests/to-next";
import { createUpgradeListener } from "./requests/upgrade-listener";
import { unwire, wire } from "./wire";

const isDevelopment = process.argv.includes("--dev");
const config = readConfig();

try {
  await start();
} catch (error) {
  await unwire().catch((problem: unknown) => log.error("the start failed, and so did cleaning up", { error: problem }));
  exitWith(error, config.port);
}

async function start(): Promise<void> {
  await wire(config, (line) => console.log(`${line}...`));
  const headers = commonHeaders({ isHttps: config.publicUrl.startsWith("https://") });
  const app = next({
    dev: isDevelopment,
    dir: process.cwd(),
    port: config.port,
    // Next answers web sockets on the server that it is given. Only development has one to answer.
    httpServer: isDevelopment ? undefined : createHttp(),
  });
  await quietly(() => app.prepare());
  const server = createHttpServer(
    createListener({
      headers,
      onlyLoopback: !config.enableAuth,
      toNext: toNext({ handler: app.getRequestHandler(), publicUrl: config.publicUrl, peerNonce: slot<string>("peerNonce").get(), isDevelopment, headers, limits: limitHeaders }),
    }),
  );
  server.on("upgrade", createUpgradeListener({ headers, onlyLoopback: !config.enableAuth, isDevelopment, ignoreUpgrade: (request, socket, head) => ignoreUpgrade(server, request, socket, head) }));
  stopOnSignals({ server, release: unwire });
  await listen(server, config);
  await printReady(config);
}

/** Next tells how long reading its configuration took, in the middle of what we tell. Its warnings and errors are shown. */
async function quietly(prepare: () => Promise<void>): Promise<void> {
  if (isDevelopment) return prepare();
  const { log: print } = console;
  console.log = () => undefined;
  await prepare().finally(() => (console.log = print));
}
