import { connectApp, type ConnectedApp } from "./connect-app";
import { rpc } from "./ask-mcp";
import { openGatewayHouse, type Answer, type GatewayHouse } from "./gateway-house";
import type { Person } from "./house";
import { mcpUpstream, type McpUpstream } from "./mcp-upstream";

export const origin = "http://localhost:3000";
export const resource = `${origin}/mcp/tools`;

export type Sent = { token?: string; method?: string; body?: unknown; raw?: string; headers?: Record<string, string> };

export type McpHouse = {
  house: GatewayHouse;
  upstream: McpUpstream;
  /** The id of the server at /mcp/tools. */
  apiId: string;
  /** In the group that get_secret is for, and not. */
  inside: Person;
  outside: Person;
  /** What it was told is forgotten, and it answers as at first. */
  startAnew(): void;
  /** A request to an MCP server; POST of `ping` where nothing else is said. */
  ask(path: string, sent?: Sent): Promise<Answer>;
  /** To the one at /mcp/tools. */
  tools(sent?: Sent): Promise<Answer>;
  setPerson(person: Person, change: object): Promise<unknown>;
  setEnabled(isEnabled: boolean): Promise<unknown>;
  connect(person: Person, scopes?: string[], at?: string): Promise<ConnectedApp>;
};

export const everyMethod = [{ methods: ["*" as const], path: "/**" }];

/** A house with an MCP server behind its gateway: `echo` for all, `get_*` for a scope, `get_secret` for a group, `add` for a scope and a role, `unnamed` for nobody. */
export async function openMcpHouse(): Promise<McpHouse> {
  const upstream = mcpUpstream(["echo", "get_user", "get_secret", "add", "unnamed"]);
  const house = await openGatewayHouse();
  const answerAsUpstream = () => house.answerWith((request, response) => upstream.listener(request, response));
  answerAsUpstream();
  const apiId = await house.protect({
    name: "Tools",
    prefix: "/mcp/tools",
    upstream: `${house.upstreamOrigin}/mcp`,
    rules: everyMethod,
    tools: [{ name: "echo" }, { name: "get_*", scope: "agents:read" }, { name: "get_secret", groups: ["support"] }, { name: "add", scope: "triggers:write", roles: ["user"] }],
  });
  const asAdmin = (path: string, body: object) => house.send("PATCH", path, { token: house.admin.token, body });
  const [inside, outside] = [await house.signUp("inside"), await house.signUp("outside")];
  await asAdmin(`/api/v1/users/${inside.id}`, { groups: ["support"] });
  const ask = (path: string, { token, method = "POST", body, raw, headers }: Sent = {}) =>
    house.ask(path, {
      method,
      headers: { accept: "application/json, text/event-stream", ...(method === "POST" && { "content-type": "application/json" }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
      ...(method === "POST" && { body: raw ?? JSON.stringify(body ?? rpc("ping")) }),
    });
  return {
    house,
    upstream,
    apiId,
    inside,
    outside,
    startAnew() {
      upstream.told.length = 0;
      upstream.useEvents = false;
      upstream.hasSessions = true;
      answerAsUpstream();
    },
    ask,
    tools: (sent) => ask("/mcp/tools", sent),
    setPerson: (person, change) => asAdmin(`/api/v1/users/${person.id}`, change),
    setEnabled: (isEnabled) => asAdmin(`/api/v1/protected-apis/${apiId}`, { is_enabled: isEnabled }),
    connect: (person, scopes = ["agents:read"], at = resource) => connectApp(person, { scopes, resource: at }),
  };
}
