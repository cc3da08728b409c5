import type { EventEmitter } from "node:events";
import { wouldAdmit } from "@/lib/gateway/admit";
import type { CompiledApi } from "@/lib/gateway/compile";
import { callerStillGood } from "@/lib/gateway/streams/caller-still-good";
import { openStreams } from "@/lib/gateway/streams/open-streams";
import { gatewayTable } from "@/lib/gateway/table";
import { later } from "@/lib/later";
import type { Passage, Visit } from "@/lib/mcp/gateway/enter";
import { standingOf } from "@/lib/mcp/gateway/seal-session";
import { endSession } from "./end-session";

/**
 * A stream of an MCP server ends with the right to it, and with the session that it belongs to: when the role or the groups of its
 * person change, the server behind is told so. A call that is being answered may outlive its token, one that only listens may not.
 */
export function watchMcpStream({ api, incoming, call }: Visit, passage: Passage, stream: EventEmitter, close: () => void): void {
  const { session, principal, secret, posted } = passage;
  const standing = standingOf(principal);
  const isListening = incoming.method === "GET" || posted?.messages.some(({ method }) => method === "subscriptions/listen") === true;
  let current: CompiledApi | undefined = api;
  let now = principal;
  const isStillGood = callerStillGood({
    secret,
    recognised: call.recognised,
    ip: call.ip,
    userAgent: call.userAgent,
    isAllowed: (known) => {
      now = known ?? principal;
      return current !== undefined && isSameServer(current, api) && standingOf(now) === standing && wouldAdmit(current, incoming.method, "/", now);
    },
  });
  const takeOff = openStreams().add({
    mayFinish: !isListening,
    endsAt: isListening ? principal.expiresAt?.getTime() : undefined,
    isStillGood: async () => {
      current = await gatewayTable().find(api.prefix);
      return isStillGood();
    },
    close: () => {
      close();
      if (session && standingOf(now) !== standing) later("Ending a session of an MCP server", () => endSession(api, { ...passage, principal: now }));
    },
  });
  stream.once("close", takeOff);
}

function isSameServer(now: CompiledApi, then: CompiledApi): boolean {
  return now.id === then.id && now.upstreamOrigin === then.upstreamOrigin && now.upstreamPath === then.upstreamPath;
}
