import type { Call } from "@/lib/usage/record/call";
import { tools } from "./tools/all";

type Message = { method?: unknown; params?: { name?: unknown; uri?: unknown } };

/** For the request log: what an MCP message asks, as in `tools/call list_api_keys`, and the scope that it needs. */
export function describeMessage(call: Call, message: unknown): void {
  const messages = (Array.isArray(message) ? message : [message]) as (Message | null | undefined)[];
  call.target = askedIn(messages) ?? call.target;
  const scopes = messages.flatMap((one) => (one?.method === "tools/call" ? (scopeOf(nameOf(one)) ?? []) : []));
  if (scopes.length > 0) call.scopes = [...new Set(scopes)];
}

/** `tools/call echo, ping`; undefined where nothing is asked, as in an answer to the server's own request. */
export function askedIn(messages: readonly (Message | null | undefined)[]): string | undefined {
  const asked = messages.flatMap((one) => (typeof one?.method === "string" ? [[one.method, nameOf(one)].filter(Boolean).join(" ")] : []));
  return asked.length > 0 ? asked.join(", ") : undefined;
}

function nameOf({ params }: Message): string | undefined {
  const name = params?.name ?? params?.uri;
  return typeof name === "string" ? name : undefined;
}

function scopeOf(toolName: string | undefined): string | undefined {
  return tools.find(({ name }) => name === toolName)?.route.scope ?? undefined;
}
