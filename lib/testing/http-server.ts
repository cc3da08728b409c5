import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export type TestHttpServer = { port: number; origin: string; /** Paths that were asked for, in order. */ asked: string[]; close(): Promise<void> };

/** A web server on this machine, as a stranger's. */
export async function startHttpServer(answer: RequestListener, wantedPort = 0): Promise<TestHttpServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(wantedPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
