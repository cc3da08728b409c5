import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { ProtectedApiBody } from "@/lib/contract/protected-apis";
import { config } from "@/lib/env/config";
import { createHttpServer, listen } from "@/server/requests/http-server";
import { ignoreUpgrade } from "@/server/requests/ignore-upgrade";
import { createListener } from "@/server/requests/listener";
import { commonHeaders } from "@/server/requests/security-headers";
import { createUpgradeListener } from "@/server/requests/upgrade-listener";
import { openHouse, type House, type Person } from "./house";
import { startHttpServer } from "./http-server";

export type Told = { method: string; url: string; headers: IncomingHttpHeaders; rawHeaders: string[]; body: string };
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; json: Record<string, unknown> };
export type Asked = { method?: string; headers?: Record<string, string | string[]>; body?: string };

export type GatewayHouse = House & {
  port: number;
  server: Server;
  /** The first person, an administrator. */
  admin: Person;
  /** What the upstream was told, in order. */
  told: Told[];
  upstreamOrigin: string;
  /** How the upstream answers from now on; absent: with what it was told. */
  answerWith(listener: RequestListener | undefined): void;
  /** Declares an API in front of the upstream and returns its id. */
  protect(api: Partial<ProtectedApiBody>): Promise<string>;
  makeKey(body?: object, by?: Person): Promise<{ id: string; key: string }>;
  /** Over a socket of its own. */
  ask(path: string, asked?: Asked): Promise<Answer>;
  /** Sends the text as it stands and returns all that comes back until the connection ends. */
  sendRaw(text: string): Promise<string>;
};

/** A house with its port open, and one upstream behind it. What is not for a hot route or the gateway is answered 404 by "Next". */
export async function openGatewayHouse(env: Record<string, string> = {}): Promise<GatewayHouse> {
  const house = await openHouse(env);
  const admin = await house.signUp("admin");
  const told: Told[] = [];
  let answer: RequestListener | undefined;
  const upstream = await startHttpServer((request, response) => (answer ? answer(request, response) : tell(told, request, response)));
  const { server, port } = await openPort();
  return {
    ...house,
    port,
    server,
    admin,
    told,
    upstreamOrigin: upstream.origin,
    answerWith: (listener) => void (answer = listener),
    async protect(api) {
      const body = { name: "Agents", prefix: "/api/agents", upstream: upstream.origin, rules: [{ methods: ["*"], path: "/**" }], ...api };
      const made = await house.send("POST", "/api/v1/protected-apis", { token: admin.token, body });
      if (made.status !== 201) throw new Error(`${made.status}: ${made.text}`);
      return (made.json as { id: string }).id;
    },
    makeKey: async (body = {}, by = admin) => (await house.send("POST", "/api/v1/api-keys", { token: by.token, body: { name: "A key", ...body } })).json as { id: string; key: string },
    ask: (path, asked) => ask(port, path, asked),
    sendRaw: (text) => sendRaw(port, text),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await upstream.close();
      await house.close();
    },
  };
}

async function openPort(): Promise<{ server: Server; port: number }> {
  const headers = commonHeaders({ isHttps: config().publicUrl.startsWith("https://") });
  const toNext = async (_request: IncomingMessage, response: ServerResponse) => void response.writeHead(404, { "x-by": "next" }).end();
  const server = createHttpServer(createListener({ headers, onlyLoopback: false, toNext }));
  server.on("upgrade", createUpgradeListener({ headers, onlyLoopback: false, isDevelopment: false, ignoreUpgrade: (request, socket, head) => ignoreUpgrade(server, request, socket, head) }));
  return { server, port: await listen(server, { port: 0, host: "127.0.0.1", isLoopback: true }) };
}

function tell(told: Told[], request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
    const { method = "", url = "", headers, rawHeaders } = request;
    told.push({ method, url, headers, rawHeaders, body: Buffer.concat(chunks).toString() });
    response.setHeader("content-type", "application/json").end(JSON.stringify(told.at(-1)));
  });
}

function ask(port: number, path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: "127.0.0.1", method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode!, headers: response.headers, text, json: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {} });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
  });
}
