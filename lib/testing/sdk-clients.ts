import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from "@modelcontextprotocol/client";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { MemoryProvider } from "./memory-provider";
import type { WebPerson } from "./web-person";

export type ToolResult = { content: { text: string }[]; structuredContent?: unknown; isError?: boolean };
export type Connection = { call(name: string, args?: object, onProgress?: () => void): Promise<ToolResult>; toolNames(): Promise<string[]>; close(): Promise<void> };

/** An MCP client of the TypeScript SDK as an application uses it: it finds its way through OAuth by itself. */
export type SdkClient = {
  /** Connects with what the provider remembers. Without tokens it has the person's browser opened, and fails. */
  connect(provider: MemoryProvider, address: URL): Promise<Connection>;
  /** The browser came back: the code for tokens. */
  finish(provider: MemoryProvider, address: URL, callback: URL): Promise<void>;
};

const identity = { name: "an independent client", version: "1.0.0" };

export const modernClient = (mode: "auto" | "legacy"): SdkClient => ({
  async connect(provider, address) {
    const client = new ModernClient(identity, { versionNegotiation: { mode } });
    await client.connect(new ModernTransport(address, { authProvider: provider }));
    return connectionOf(client);
  },
  async finish(provider, address, callback) {
    provider.readCallback(callback, address.origin);
    await new ModernTransport(address, { authProvider: provider }).finishAuth(callback.searchParams);
  },
});

export const earlierClient: SdkClient = {
  async connect(provider, address) {
    const client = new EarlierClient(identity);
    await client.connect(new EarlierTransport(address, { authProvider: provider }));
    return connectionOf(client as unknown as ModernClient, [undefined]);
  },
  async finish(provider, address, callback) {
    await new EarlierTransport(address, { authProvider: provider }).finishAuth(provider.readCallback(callback, address.origin));
  },
};

/** The 1.x client takes the schema of an answer between a call and its options. */
function connectionOf(client: ModernClient, between: unknown[] = []): Connection {
  const callTool = client.callTool.bind(client) as unknown as (...parameters: unknown[]) => Promise<ToolResult>;
  return {
    call: (name, args = {}, onProgress) => callTool({ name, arguments: args }, ...between, onProgress && { onprogress: onProgress }),
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    close: () => client.close(),
  };
}

/** Discovery, registration, the person's sign-in and consent, and the code for tokens. */
export async function letIn({ connect, finish }: SdkClient, person: WebPerson, provider: MemoryProvider, address: URL, scopes?: string[]): Promise<Connection> {
  const refused = await connect(provider, address).then(
    () => undefined,
    (error: unknown) => error as Error,
  );
  if (!refused || !/unauthorized/i.test(refused.message)) throw refused ?? new Error("It was let in without a token");
  await finish(provider, address, await person.decide(provider.opened.at(-1)!, scopes ? { scopes } : {}));
  return connect(provider, address);
}
