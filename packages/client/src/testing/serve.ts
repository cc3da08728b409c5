import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Served = { origin: string; close(): Promise<void> };
export type WebHandler = (request: Request, address: string) => Response | Promise<Response>;

/** Starts a listener of Node, or (`web`) a function from Request to Response, at a free port unless told otherwise. */
export async function serve(listener: RequestListener, kind?: "node", wantedPort?: number): Promise<Served>;
export async function serve(handler: WebHandler, kind: "web", wantedPort?: number): Promise<Served>;
export async function serve(listener: RequestListener | WebHandler, kind: "node" | "web" = "node", wantedPort = 0): Promise<Served> {
  const server = createServer(kind === "web" ? toListener(listener as WebHandler) : (listener as RequestListener));
  await new Promise<void>((resolve) => server.listen(wantedPort, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

const toListener = (handler: WebHandler): RequestListener => (request, response) => void answer(handler, request, response).catch((error: unknown) => response.destroy(error as Error));

async function answer(handler: WebHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(", ")] as [string, string]);
  const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
  const answered = await handler(new Request(`http://${request.headers.host}${request.url}`, { method: request.method!, headers, body }), request.socket.remoteAddress!);
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body) for await (const chunk of answered.body) response.write(chunk);
  response.end();
}
