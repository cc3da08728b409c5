import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type TcpProxy = {
  port: number;
  /** From now on bytes vanish, and no end shows at either side: a network that went away. */
  freeze(): void;
  /** Ends all connections; new ones get through. */
  cut(): void;
  close(): Promise<void>;
};

/** A stretch of network that can be broken, before a server on the loopback interface. */
export async function startTcpProxy(toPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(toPort, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on("data", (chunk) => isFrozen || to.write(chunk));
      from.on("error", () => {});
      from.on("close", () => (sockets.delete(from), isFrozen || to.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    isFrozen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => (isFrozen = true),
    cut,
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
