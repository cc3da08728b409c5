import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runHouse, type RunningHouse } from "@/lib/testing/run-house";
import { WebPerson } from "@/lib/testing/web-person";

let server: RunningHouse;
let person: WebPerson;
let memory: string;

beforeAll(async () => {
  server = await runHouse({ ACCESS_TOKEN_TTL: "2" });
  person = await WebPerson.signUp(server.origin, "ada");
  memory = await mkdtemp(join(tmpdir(), "keyhouse-mcp-remote-"));
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await rm(memory, { recursive: true, force: true });
});

it("mcp-remote, as Claude Desktop and others start it, connects through the browser, refreshes in silence, and needs no browser at its next start", async () => {
  const first = start();
  await person.open(await first.said(/Please authorize this client by visiting:\s+(\S+)/));
  await first.connected;
  const { tools } = await first.client.listTools();
  expect(tools.map(({ name }) => name)).toContain("create_api_key");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect((await first.client.callTool({ name: "whoami", arguments: {} })).structuredContent).toMatchObject({ username: "ada" });
  await first.client.close();

  const second = start();
  await second.connected;
  expect((await second.client.callTool({ name: "whoami", arguments: {} })).structuredContent).toMatchObject({ username: "ada" });
  expect(second.output()).not.toContain("Please authorize");
  await second.client.close();

  const { data } = await person.api<{ data: { id: string; name: string }[] }>("GET", "/connected-apps");
  expect(data).toHaveLength(1);
  await person.api("DELETE", `/connected-apps/${data[0]!.id}`);
  const third = start();
  await third.said(/Please authorize this client by visiting:\s+(\S+)/);
  await third.client.close();
  await third.connected.catch(() => undefined);
}, 90_000);

it("mcp-remote --device-code connects where there is no browser (RFC 8628)", async () => {
  const remote = start("--device-code", "--resource", `${server.origin}/mcp`);
  await person.approveDevice(await remote.said(/To authorize this client, visit:\s+(?:\[\d+\]\s+)?(http\S+)/));
  await remote.connected;
  expect((await remote.client.callTool({ name: "whoami", arguments: {} })).structuredContent).toMatchObject({ username: "ada" });
  await remote.client.close();
}, 90_000);

/** Starts the proxy and speaks to it over its standard input and output. */
function start(...flags: string[]) {
  const chunks: string[] = [];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: ["node_modules/mcp-remote/dist/proxy.js", `${server.origin}/mcp`, ...flags],
    // the browser that it would open is the test itself
    env: { PATH: process.env.PATH ?? "", HOME: memory, MCP_REMOTE_CONFIG_DIR: memory, BROWSER: "true" },
    stderr: "pipe",
  });
  transport.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
  const client = new Client({ name: "a desktop application", version: "1.0.0" });
  const connected = client.connect(transport, { timeout: 60_000 });
  const output = () => chunks.join("");
  const said = async (pattern: RegExp): Promise<string> => {
    for (let tries = 0; tries < 400; tries++) {
      const found = pattern.exec(output())?.[1];
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`mcp-remote never said ${pattern}:\n${output()}`);
  };
  return { client, connected, output, said };
}
