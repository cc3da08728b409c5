import type { z } from "zod";
import { authenticate, authenticateSession } from "@/lib/access/authenticate";
import { localAdmin } from "@/lib/access/local-admin";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller, Principal, UserContext } from "@/lib/context";
import type { RouteDefinition } from "@/lib/contract/define-route";
import { isRefusal, type Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { answerOnce } from "@/lib/idempotency/answer-once";
import { config } from "@/lib/env/config";
import type { Budget } from "@/lib/rate-limit/limiter";
import { authorize } from "./authorize";
import { budgetHeaders, requireBudget, takeBadCredentialBudget, takeBudget } from "./budget";
import { fromRequest, toResponse } from "./from-request";
import type { Answer, Incoming } from "./incoming";
import { readCredential } from "./read-credential";
import { readInput } from "./read-input";
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

/** What a verb answers: the body as the route declares it, and cookies where a session begins or ends. */
export type Reply<Route extends RouteDefinition> = { body: z.input<Route["response"]>; cookies?: string[] };

type Verb<Route extends RouteDefinition> = (input: VerbInput<Route>) => Promise<Reply<Route>> | Reply<Route>;

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
  const handler = async (request: Request, context?: { params: Promise<Record<string, string | string[] | undefined>> }) =>
    toResponse(await answer(fromRequest(request, ((await context?.params) ?? {}) as Record<string, string>)));
  return Object.assign(handler, { answer, route });
}

/** What an act answers that has nothing else to say. */
export const success = { success: true } as const;

type AnyVerb = (input: { ctx: Caller & { principal: Principal | undefined }; params: unknown; query: unknown; body: unknown; refused: Refusal | undefined }) => Promise<{ body: unknown; cookies?: string[] }>;

async function answerRoute(route: RouteDefinition, incoming: Incoming, verb: AnyVerb): Promise<Answer> {
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  let budget: Budget | undefined;
  try {
    const { principal, refused } = await authenticateOrCount(route, incoming, caller, (spent) => (budget = spent));
    budget = takeBudget(route, principal, caller.ip);
    requireBudget(budget);
    authorize(route, principal);
    const { rawBody, ...input } = await readInput(incoming, route);
    const ctx = { ...caller, principal };
    const run = async () => succeed(route, await verb({ ctx, refused, ...input }));
    const key = route.idempotent ? incoming.header("idempotency-key") : undefined;
    const answer = key === undefined || !principal ? await run() : await answerOnce({ key, principal, route: `${route.method} ${route.path}`, input: rawBody }, run);
    return withHeaders(answer, caller, budget);
  } catch (thrown) {
    return withHeaders(toErrorAnswer(thrown, caller.requestId), caller, budget ?? takeBudget(route, undefined, caller.ip));
  }
}

/** A bad credential is counted against the network it comes from; beyond the limit it is told so instead. */
async function authenticateOrCount(route: RouteDefinition, incoming: Incoming, caller: Caller, spend: (budget: Budget) => void): Promise<{ principal?: Principal; refused?: Refusal }> {
  const policy = route.auth === "anonymous" ? (route.credential ?? "ignored") : "checked";
  if (policy === "ignored") return {};
  try {
    const presented = await readCredential(incoming, route.auth !== "anonymous");
    if (presented?.by === "header") return { principal: await authenticate(presented.secret, caller) };
    if (presented) return { principal: await authenticateSession(presented.sessionId, caller) };
  } catch (thrown) {
    if (policy === "deferred" && isRefusal(thrown)) return { refused: thrown };
    const budget = isRefusal(thrown) ? takeBadCredentialBudget(caller.ip) : undefined;
    if (budget) {
      spend(budget);
      requireBudget(budget);
    }
    throw thrown;
  }
  return config().enableAuth ? {} : { principal: await localAdmin() };
}

/** The answer is checked against its declaration: a field that is not declared cannot leave. */
function succeed(route: RouteDefinition, reply: { body: unknown; cookies?: string[] }): Answer {
  const body = route.status === 204 ? undefined : JSON.stringify(route.response.parse(reply.body));
  return { status: route.status, headers: { "content-type": "application/json" }, body, ...(reply.cookies && { cookies: reply.cookies }) };
}

function withHeaders(answer: Answer, caller: Caller, budget: Budget): Answer {
  Object.assign(answer.headers, budgetHeaders(budget));
  answer.headers["x-request-id"] = caller.requestId;
  answer.headers["cache-control"] ??= "no-store";
  return answer;
}
