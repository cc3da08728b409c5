import type { StandardSchemaWithJSON, ToolAnnotations } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Awaitable } from "@/lib/awaitable";
import type { Principal, UserContext } from "@/lib/context";
import type { Method, RouteDefinition } from "@/lib/contract/define-route";
import { roleReaches, scopeAllows } from "@/lib/contract/scopes";
import { authorize, isLayerReached } from "@/lib/http/authorize";
import type { VerbInput } from "@/lib/http/handle";
import { checkInput } from "@/lib/http/input/read-input";
import { scopeRegistry } from "@/lib/scopes/registry";
import { keepJsonSchema } from "./keep-json-schema";

/** A tool of the MCP server: a declared route under a name that a model understands. */
export type Tool = {
  name: string;
  title: string;
  description: string;
  route: RouteDefinition;
  annotations: ToolAnnotations;
  /** Path, query and body of the route as one object, and what it answers. */
  inputSchema: StandardSchemaWithJSON<Record<string, unknown>>;
  outputSchema: StandardSchemaWithJSON<Record<string, unknown>>;
  /** What the person must be told beside the answer. */
  note: string | undefined;
  /** Checks scope and input as the route does, acts, and returns what the route declares. */
  run(ctx: UserContext, args: Record<string, unknown>): Promise<Record<string, unknown>>;
};

type Input<Route extends RouteDefinition> = Pick<VerbInput<Route>, "ctx" | "params" | "query" | "body">;

export type ToolOptions<Route extends RouteDefinition> = {
  name: string;
  title: string;
  description: string;
  note?: string;
  annotations?: ToolAnnotations;
  verb(input: Input<Route>): Awaitable<z.input<Route["response"]>>;
};

/** Makes a tool of a declared route: scope, layer, input and answer are the route's, the verb is the one behind it. */
export function defineTool<const Route extends RouteDefinition>(route: Route, { verb, annotations, note, ...tool }: ToolOptions<Route>): Tool {
  const parts = { params: route.params, query: route.query, body: route.body as z.ZodObject | undefined };
  const input = z.strictObject({ ...parts.params?.shape, ...parts.query?.shape, ...parts.body?.shape });
  return {
    ...tool,
    route,
    note,
    annotations: { title: tool.title, ...annotationsOf(route.method), ...annotations },
    inputSchema: keepJsonSchema(input),
    outputSchema: keepJsonSchema(route.response),
    async run(ctx, args) {
      authorize(route, ctx.principal);
      const part = (schema: z.ZodObject | undefined) => (schema ? checkInput(schema, pick(args, schema)) : undefined);
      const read = { ctx, params: part(parts.params), query: part(parts.query), body: part(parts.body) };
      return route.response.parse(await verb(read as Input<Route>)) as Record<string, unknown>;
    },
  };
}

/** Is the tool worth showing to this caller: it may use it now, or could after widening its connection? */
export function isWithinReach({ route }: Tool, principal: Principal): boolean {
  if (!isLayerReached(route, principal)) return false;
  if (route.auth === "anonymous" || route.scope === null || scopeAllows(principal.scopes, route.scope)) return true;
  const registered = scopeRegistry().find(({ name }) => name === route.scope);
  // only a connected app can ask for more scopes later; a key cannot
  return principal.kind === "grant" && registered !== undefined && roleReaches(principal.user.role, registered.lowestRole);
}

/** The scope that the caller lacks for this tool. */
export function missingScope({ route }: Tool, principal: Principal): string | undefined {
  return route.scope && !scopeAllows(principal.scopes, route.scope) ? route.scope : undefined;
}

function annotationsOf(method: Method): ToolAnnotations {
  const common = { openWorldHint: false };
  if (method === "GET") return { ...common, readOnlyHint: true };
  return { ...common, readOnlyHint: false, destructiveHint: method === "DELETE", idempotentHint: method !== "POST" };
}

function pick(args: Record<string, unknown>, schema: z.ZodObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([name]) => Object.hasOwn(schema.shape, name)));
}
