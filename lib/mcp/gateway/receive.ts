import { isJsonContentType } from "@modelcontextprotocol/server";
import { Refusal } from "@/lib/errors";
import type { CompiledApi } from "@/lib/gateway/compile";
import type { Passage } from "./enter";
import { EventFilter } from "./filter-events";
import { filterJson, type Keep } from "./filter-tools";
import { showsTool } from "./judge-tools";
import { sealSession } from "./seal-session";

/** The head of what the server behind has answered. */
export type Head = { status: number; header(name: string): string | undefined };

export type Received = {
  /** Headers that the client gets in place of the upstream's; undefined takes one away. */
  headers: Record<string, string | undefined>;
  /** It goes on until one side ends it. */
  isStream: boolean;
  /** What takes forbidden tools out of the body, where that is needed. */
  filter: BodyFilter | undefined;
};

export type BodyFilter = { push(chunk: Uint8Array): Uint8Array[]; end(): Uint8Array[] };

/** What the client gets of an answer: its own session id, no list with tools that it may not call, and no challenge but ours. Throws BAD_GATEWAY. */
export function receive(api: CompiledApi, passage: Passage, head: Head): Received {
  // a client would take it for ours, and go looking for tokens of somebody else's
  if (head.status === 401) throw new Refusal("BAD_GATEWAY", {}, `The MCP server ${api.name} wants credentials of its own. Behind the gateway it must trust X-Auth-Identity instead, and leave authentication to Keyhouse`);
  const sessionId = head.header("mcp-session-id");
  const type = head.header("content-type");
  const isStream = /^text\/event-stream(?:;|$)/i.test(type ?? "");
  const filter = chooseFilter(api, passage, isStream, type);
  if (filter && /[^\s]/.test((head.header("content-encoding") ?? "").replace(/identity/i, ""))) throw new Refusal("BAD_GATEWAY", {}, `The MCP server ${api.name} compressed its answer though it was asked not to: the rules for its tools could not be applied`);
  return {
    headers: {
      "mcp-session-id": sessionId === undefined ? undefined : sealSession(api.id, passage.principal, sessionId),
      "www-authenticate": undefined,
      "set-cookie": undefined,
      ...(filter && { "content-length": undefined, etag: undefined }),
    },
    isStream,
    filter,
  };
}

/** A stream may bring the answer to an earlier request (Last-Event-ID), so all of them are looked at; a JSON document answers this very request. */
function chooseFilter(api: CompiledApi, { principal, posted }: Passage, isStream: boolean, type: string | undefined): BodyFilter | undefined {
  if (api.tools === undefined) return undefined;
  const policy = { serverName: api.name, tools: api.tools };
  const keep: Keep = (tool) => showsTool(policy, tool, principal);
  if (isStream) return new EventFilter(keep);
  const asksForList = posted?.messages.some(({ method }) => method === "tools/list");
  return asksForList && isJsonContentType(type ?? null) ? new JsonFilter(keep) : undefined;
}

const largestDocument = 16 * 1024 * 1024;

/** A JSON document can only be looked at when it is whole. */
class JsonFilter implements BodyFilter {
  private readonly parts: Uint8Array[] = [];
  private bytes = 0;

  constructor(private readonly keep: Keep) {}

  push(chunk: Uint8Array): Uint8Array[] {
    this.parts.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes > largestDocument) throw new Error("A list of tools is larger than 16 MiB");
    return [];
  }

  end(): Uint8Array[] {
    const filtered = filterJson(Buffer.concat(this.parts), this.keep);
    if (!filtered) throw new Error("A list of tools is no JSON, though it says so");
    return [filtered];
  }
}
