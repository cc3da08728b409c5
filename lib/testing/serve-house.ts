import { config } from "@/lib/env/config";
import type { Environment } from "@/lib/env/read";
import { openHouse, type House } from "./house";
import { startHttpServer } from "./http-server";
import { freePort } from "./run-server";
import { send } from "./send";

export type ServedHouse = House & { origin: string; /** Paths that were asked for, in order. */ asked: string[] };

/** A house whose routes answer at a port, for clients that speak HTTP. */
export async function serveHouse(env: Environment = {}): Promise<ServedHouse> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const house = await openHouse({ PUBLIC_URL: origin, ...env });
  const server = await startHttpServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
      const answer = await send(request.method!, request.url!, { headers, ...(chunks.length > 0 && { raw: Buffer.concat(chunks) }) });
      response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => name !== "set-cookie")));
      response.end(answer.text);
    })().catch((error: unknown) => response.destroy(error as Error));
  }, port);
  if (config().publicUrl !== origin) throw new Error(`The house calls itself ${config().publicUrl}`);
  return {
    ...house,
    origin,
    asked: server.asked,
    async close() {
      await server.close();
      await house.close();
    },
  };
}
