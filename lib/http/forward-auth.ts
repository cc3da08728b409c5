import { contract } from "@/lib/contract";
import { admit } from "@/lib/forward-auth/admit";
import { fromRequest, toResponse } from "./from-request";
import { heldAddress } from "./call";
import { handle, refuseKeyIn } from "./handle";
import type { Answer, Incoming } from "./incoming";

/** GET /forward-auth: what is demanded stands in the query. */
export const askForwardAuth = Object.assign(async (request: Request) => toResponse(await answerAsked(fromRequest(request, {}))), { answer: answerAsked, route: contract.forwardAuth });

const ask = handle(contract.forwardAuth, ({ ctx, query }) => ({ body: undefined, headers: admit(ctx, query) }));

/** A key in the address of the request that the proxy holds is refused as one in our own; 403, because a proxy takes no other refusal. */
function answerAsked(incoming: Incoming): Promise<Answer> {
  const held = heldAddress(incoming);
  const refused = held === undefined ? undefined : refuseKeyIn(held, incoming, "FORBIDDEN");
  return refused ? Promise.resolve(refused) : ask.answer(incoming);
}

/**
 * Below /forward-auth/. Envoy asks with the path and the query of the request that it holds, below a prefix of the operator's. What is
 * demanded then stands in the first part of the path (`/forward-auth/scope=agents:read/...`), and the query is the caller's own: it says nothing to us.
 */
export const askForwardAuthBelow = Object.assign(async (request: Request) => toResponse(await answerBelow(fromRequest(request, {}))), { answer: answerBelow });

function answerBelow(incoming: Incoming): Promise<Answer> {
  return answerAsked({ ...incoming, url: questionOf(incoming.url), params: {} });
}

/** `/forward-auth/scope=a:read&role=user/agents?x=1` as `/forward-auth?scope=a:read&role=user` */
function questionOf(url: string): string {
  const path = url.split("?", 1)[0]!;
  const start = path.indexOf("/forward-auth") + "/forward-auth".length;
  const [, first = ""] = path.slice(start).split("/", 2);
  return first.includes("=") ? `${path.slice(0, start)}?${decode(first)}` : path.slice(0, start);
}

/** Envoy leaves the prefix as it is; others encode what is unusual in a path. */
function decode(text: string): string {
  return text.replaceAll(/%3d/gi, "=").replaceAll("%26", "&");
}
