import type { Server } from "node:http";
import { openStreams } from "@/lib/gateway/streams/open-streams";
import { log } from "@/lib/log";

/** A service manager gives ten seconds; requests under way get most of them. */
const patienceMs = 8000;
/** npm passes Ctrl-C on to a process that the terminal has told already: that is one signal, not two. */
const sameSignalMs = 1000;

export type StopOptions = { server: Server; release: () => Promise<void> };

/** Ends the process in order on SIGTERM and Ctrl-C, and on an error that nobody caught. A second signal ends it at once. */
export function stopOnSignals({ server, release }: StopOptions): void {
  let stoppingSince: number | undefined;
  const stop = async (status: number, why: string) => {
    if (stoppingSince !== undefined) {
      if (Date.now() - stoppingSince > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    log.info(`stopping (${why})`);
    await drain(server, patienceMs);
    await Promise.race([release(), after(patienceMs + 1500 - (Date.now() - stoppingSince))]);
    process.exit(status);
  };
  process.on("SIGTERM", () => void stop(0, "SIGTERM"));
  process.on("SIGINT", () => void stop(0, "Ctrl-C"));
  process.on("SIGHUP", () => void stop(0, "the terminal was closed"));
  process.on("unhandledRejection", (error) => log.error("a promise failed and nobody was waiting for it", { error }));
  process.on("uncaughtException", (error) => {
    log.error("an error that nobody caught", { error });
    void stop(1, "after an error");
  });
}

/** Takes no new connection, ends streams that know no end, lets the requests under way finish, and cuts those that take too long. */
export function drain(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    openStreams().closeEndless();
    const cut = setTimeout(() => server.closeAllConnections(), milliseconds);
    // A connection that stays open gets no further request answered on it.
    server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
    // Connections that were in the middle of an answer become idle only now and then.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
