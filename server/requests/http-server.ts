import { createServer as createTcpServer, type Server as TcpServer, type Socket } from "node:net";
import { createServer, type RequestListener, type Server } from "node:http";
import type { Config } from "@/lib/env/config";
import { newId } from "@/lib/ids";

/** How long a client may take to send its headers, and its whole request: an upload to a protected API may be long. What is for the house has less time. */
const patience = { headersTimeout: 10_000, requestTimeout: 3_600_000, connectionsCheckingInterval: 1000 };

/** An HTTP server that slow and oversized clients cannot hold. */
export function createHttpServer(listener: RequestListener, limits = patience): Server {
  const server = createServer(
    {
      ...limits,
      maxHeaderSize: 16 * 1024,
      // Longer than a proxy in front keeps its idle connections, so that it never sends into one that is closing.
      keepAliveTimeout: 65_000,
      // A second Authorization header stays visible, so that it can be refused; Node would drop it.
      joinDuplicateHeaders: true,
    },
    listener,
  );
  // beyond a number Node drops headers in silence, one that ends the body among them: whoever has too many is refused instead
  server.maxHeadersCount = 0;
  server.on("clientError", refuseBrokenRequest);
  // the handler asks for the body (100 Continue) when it wants it
  server.on("checkContinue", listener);
  return server;
}

/** Opens the port and returns its number. */
export async function listen(server: Server, { port, host, isLoopback }: Pick<Config, "port" | "host" | "isLoopback">): Promise<number> {
  if (host !== undefined || !isLoopback) return open(server, port, host);
  // Addressed as this machine only: a neighbour on the network must not reach a house that has no owner yet.
  const opened = await open(server, port, "127.0.0.1");
  await open(alsoServe(server), opened, "::1").catch((error: NodeJS.ErrnoException) => {
    const hasNoIpv6 = error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT";
    if (!hasNoIpv6) throw error;
  });
  return opened;
}

/** A second listener for the same server, closed with it. */
function alsoServe(server: Server): TcpServer {
  const second = createTcpServer((socket) => server.emit("connection", socket));
  const close = server.close.bind(server);
  server.close = (callback) => {
    if (second.listening) second.close();
    return close(callback);
  };
  return second;
}

function open(server: TcpServer, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}

const answers: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** What the parser gave up on never became a request: it gets a status and an id, and the connection ends. */
function refuseBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const requestId = newId("req");
  const status = answers[error.code ?? ""] ?? "400 Bad Request";
  const body = JSON.stringify({ success: false, error: status.slice(4), code: "BAD_REQUEST", request_id: requestId });
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nX-Request-Id: ${requestId}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}
