import { connect, type Socket } from "node:net";

export type Load = {
  port: number;
  /** The whole request, head and body. */
  request: Buffer;
  /** Every request has a connection of its own: then the request says `Connection: close`. */
  isConnectionNew: boolean;
  connections: number;
  seconds: number;
};

export type Driven = { perSecond: number; answered: number; /** Milliseconds from the first byte sent to the last one read, sorted. */ latencies: number[] };

/**
 * Sends the same request over some connections, each waiting for its answer, and measures each. Throws at the first answer other
 * than 200, or that is cut short: what fails fast is not fast.
 */
export async function drive(load: Load): Promise<Driven> {
  const latencies: number[] = [];
  const started = performance.now();
  const deadline = started + load.seconds * 1000;
  const one = load.isConnectionNew ? overNewConnections : overOneConnection;
  await Promise.all(Array.from({ length: load.connections }, () => one(load, deadline, latencies)));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: latencies.length / seconds, answered: latencies.length, latencies: latencies.sort((left, right) => left - right) };
}

async function overNewConnections(load: Load, deadline: number, latencies: number[]): Promise<void> {
  while (performance.now() < deadline) {
    const started = performance.now();
    const socket = await open(load.port);
    await ask(socket, load.request);
    latencies.push(performance.now() - started);
    socket.destroy();
  }
}

async function overOneConnection(load: Load, deadline: number, latencies: number[]): Promise<void> {
  const socket = await open(load.port);
  while (performance.now() < deadline) {
    const started = performance.now();
    await ask(socket, load.request);
    latencies.push(performance.now() - started);
  }
  socket.destroy();
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.setNoDelay(true);
    socket.once("error", reject);
  });
}

/** One answer, which has a Content-Length. */
function ask(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let head = "";
    let missing = Number.NaN;
    const end = (error?: Error) => {
      socket.off("data", read).off("close", cut).off("error", end);
      if (error) reject(error);
      else resolve();
    };
    const cut = () => end(new Error("The connection was closed in the middle of an answer"));
    const read = (chunk: Buffer) => {
      if (Number.isNaN(missing)) {
        const before = head.length;
        head += chunk.toString("latin1");
        const length = head.indexOf("\r\n\r\n");
        if (length === -1) return;
        if (!head.startsWith("HTTP/1.1 200")) return end(new Error(`Not 200: ${head.slice(0, 600)}`));
        missing = Number(/^content-length: (\d+)/im.exec(head.slice(0, length))?.[1]) - (chunk.length - (length + 4 - before));
        if (Number.isNaN(missing)) return end(new Error(`No Content-Length: ${head.slice(0, length)}`));
      } else missing -= chunk.length;
      if (missing <= 0) end();
    };
    socket.on("data", read).once("close", cut).once("error", end);
    socket.write(request);
  });
}
