import type { z } from "zod";
import { authenticate, authenticateSession } from "@/lib/access/authenticate";
import { localAdmin } from "@/lib/access/local-admin";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Awaitable } from "@/lib/awaitable";
import type { Caller, Principal, UserContext } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { isRefusal, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { answerOnce } from "@/lib/idempotency/answer-once";
import { keyInUrl, refusesUrl } from "@/lib/leaks/seen-in-url";
import { config } from "@/lib/env/config";
import { portalResources } from "@/lib/resources";
import type { Budget } from "@/lib/rate-limit/limiter";
import type { Call } from "@/lib/usage/record/call";
import { authorize } from "./authorize";
import { budgetHeaders, requireBudget, takeBadCredentialBudget, takeBudget, takeRefusedBudget } from "./budget";
import { beginCall, endCall } from "./call";
import { fromRequest, toResponse } from "./from-request";
import type { Answer, Incoming } from "./incoming";
import { readCredential, type Presented } from "./read-credential";
import { mayActByCookie } from "./same-origin";
import { readInput } from "./input/read-input";
import { toErrorAnswer } from "./to-error";

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type VerbInput<Route extends RouteDefinition> = {
  ctx: Route["auth"] extends "anonymous" ? Caller & { principal: Principal | undefined } : UserContext;
  params: Output<Route["params"]>;
  query: Output<Route["query"]>;
  body: Route extends { bodyOptional: true } ? Output<Route["body"]> | undefined : Output<Route["body"]>;
  /** Why the credential that was sent is not good, where the route leaves that to its verb. */
  refused: Refusal | undefined;
};

/** What a verb answers: the body as the route declares it, cookies where a session begins or ends, and headers that are themselves the answer. */
export type Reply<Route extends RouteDefinition> = { body: z.input<Route["response"]>; cookies?: string[]; headers?: Record<string, string> };

type Verb<Route extends RouteDefinition> = (input: VerbInput<Route>) => Awaitable<Reply<Route>>;

export type Handler = {
  /** For Next's route files. */
  (request: Request, context?: { params: Promise<Record<string, string | string[] | undefined>> }): Promise<Response>;
  /** For the hot path ahead of Next. */
  answer(incoming: Incoming): Promise<Answer>;
  route: RouteDefinition;
};

/**
 * Makes the handler of a declared route: request id, authentication, limit, authorization, input, verb, check of the answer,
 * headers; one catch. Authentication comes before validation, so that a stranger learns nothing from the schema.
 */
export function handle<const Route extends RouteDefinition>(route: Route, verb: Verb<Route>): Handler {
  const answer = (incoming: Incoming) => answerRoute(route, incoming, verb as unknown as AnyVerb);
  const handler = async (request: Request, context?: { params: Promise<Record<string, string | string[] | undefined>> }) => {
    const incoming = fromRequest(request, ((await context?.params) ?? {}) as Record<string, string>);
    // our own server has looked at every address before; where Next runs alone nobody has
    return toResponse(await (refuseKeyIn(incoming.url, incoming, "BAD_REQUEST") ?? answer(incoming)));
  };
  return Object.assign(handler, { answer, route });
}

/** What an act answers that has nothing else to say. */
export const success = { success: true } as const;

type AnyVerb = (input: { ctx: Caller & { principal: Principal | undefined }; params: unknown; query: unknown; body: unknown; refused: Refusal | undefined }) => Awaitable<AnyReply>;
type AnyReply = { body: unknown; cookies?: string[]; headers?: Record<string, string> };

async function answerRoute(route: RouteDefinition, incoming: Incoming, verb: AnyVerb): Promise<Answer> {
  const caller = callerOf(incoming);
  const call = beginCall(route, incoming, caller);
  let budget: Budget | undefined;
  try {
    const access = identify(route, incoming, call, (spent) => (budget = spent));
    const { principal, refused } = access instanceof Promise ? await access : access;
    const taken = takeBudget(route, principal, caller.ip);
    budget = taken instanceof Promise ? await taken : taken;
    requireBudget(budget);
    authorize(route, principal);
    const read = readInput(incoming, route);
    const { rawBody, params, query, body } = read instanceof Promise ? await read : read;
    const run = () => verb({ ctx: { ...caller, principal }, refused, params, query, body });
    const key = route.idempotent ? incoming.header("idempotency-key") : undefined;
    if (key !== undefined && principal) {
      const once = { key, principal, route: `${route.method} ${route.path} ${JSON.stringify(params)}`, input: rawBody };
      return withHeaders(endCall(call, await answerOnce(once, async () => succeed(route, await run()))), caller, budget);
    }
    const reply = run();
    return withHeaders(endCall(call, succeed(route, reply instanceof Promise ? await reply : reply)), caller, budget);
  } catch (thrown) {
    return withHeaders(endCall(call, toErrorAnswer(thrown, caller.requestId), thrown), caller, budget ?? takeRefusedBudget(caller.ip));
  }
}

type Access = { principal?: Principal | undefined; refused?: Refusal };

/** What a request is answered that came with a key of ours in this address; undefined for all others. Its owner is told. */
export function refuseKeyIn(url: string, incoming: Incoming, code: "BAD_REQUEST" | "FORBIDDEN"): Answer | undefined {
  if (!refusesUrl(url, () => callerOf(incoming))) return undefined;
  const caller = callerOf(incoming);
  return withHeaders(toErrorAnswer(new Refusal(code, {}, keyInUrl), caller.requestId), caller, takeRefusedBudget(caller.ip));
}

function callerOf(incoming: Incoming): Caller {
  return { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
}

/** Who calls, as the route wants to know it. */
function identify(route: RouteDefinition, incoming: Incoming, call: Call, spend: (budget: Budget) => void): Awaitable<Access> {
  const policy = route.auth === "anonymous" ? (route.credential ?? "ignored") : "checked";
  if (policy === "ignored") return {};
  const refuse = (thrown: unknown): Access => {
    if (!isRefusal(thrown)) throw thrown;
    call.reason = thrown.code;
    if (policy === "deferred") return { refused: thrown };
    countBadCredential(call.ip, spend);
    throw thrown;
  };
  call.whileEnrolling = route.whileEnrolling === true;
  try {
    const presented = readCredential(incoming, route.auth !== "anonymous" && !route.forOtherServers);
    const principal = presented instanceof Promise ? presented.then((read) => principalOf(route, read, call, incoming)) : principalOf(route, presented, call, incoming);
    return principal instanceof Promise ? principal.then((found) => ({ principal: found }), refuse) : { principal };
  } catch (thrown) {
    return refuse(thrown);
  }
}

function principalOf(route: RouteDefinition, presented: Presented | undefined, call: Call, incoming: Incoming): Awaitable<Principal | undefined> {
  if (presented?.by === "header") {
    const principal = authenticate(presented.secret, call);
    if (route.forOtherServers) return principal;
    return principal instanceof Promise ? principal.then(requireOurAudience) : requireOurAudience(principal);
  }
  // the portal's own pages call all the time: that is a person looking, and is not listed
  if (presented) return authenticateSession(presented.sessionId, { ip: call.ip, userAgent: call.userAgent, whileEnrolling: call.whileEnrolling });
  if (config().enableAuth) return undefined;
  // everybody on this machine is the administrator, and so is a browser on it: a page of another site in there is not
  if (!mayActByCookie(incoming)) throw new Refusal("FORBIDDEN", {}, "This request came from another site: with ENABLE_AUTH=false only our own pages and programs on this machine act");
  return localAdmin();
}

/** A bad credential is counted against the network it comes from; beyond the limit it is told so instead. */
function countBadCredential(ip: string | undefined, spend: (budget: Budget) => void): void {
  const budget = takeBadCredentialBudget(ip);
  spend(budget);
  requireBudget(budget);
}

function succeed(route: RouteDefinition, reply: AnyReply): Answer {
  if (route.status === 204) return { status: 204, headers: { ...reply.headers }, body: undefined };
  return { status: route.status, headers: { "content-type": route.media ? `${route.media}; charset=utf-8` : "application/json", ...reply.headers }, body: route.media ? String(route.response.parse(reply.body)) : toJson(route, reply.body), ...(reply.cookies && { cookies: reply.cookies }) };
}

/** An access token for somebody else's resource is none for our own API (RFC 9068, section 4). */
function requireOurAudience(principal: Principal): Principal {
  if (principal.audience === undefined || portalResources().includes(principal.audience)) return principal;
  throw new Refusal("INVALID_TOKEN", {}, "The access token is for another resource");
}

/** The answer is checked against its declaration: a field that is not declared cannot leave. One that is frozen is checked once. */
function toJson(route: RouteDefinition, body: unknown): string {
  if (typeof body !== "object" || body === null || !Object.isFrozen(body)) return JSON.stringify(route.response.parse(body));
  const known = checked.get(body);
  if (known?.route === route) return known.json;
  const json = JSON.stringify(route.response.parse(body));
  checked.set(body, { route, json });
  return json;
}

const checked = new WeakMap<object, { route: RouteDefinition; json: string }>();

function withHeaders(answer: Answer, caller: Caller, budget: Budget): Answer {
  Object.assign(answer.headers, budgetHeaders(budget));
  answer.headers["x-request-id"] = caller.requestId;
  answer.headers["cache-control"] ??= "no-store";
  return answer;
}
