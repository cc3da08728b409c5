import { networkOf } from "@/lib/client-address/addresses";
import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller, Principal } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { budgetHeaders, requireBudget, takeBadCredentialBudget } from "@/lib/http/budget";
import { endCall, isRefused, pathOf } from "@/lib/http/call";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { corsHeaders, preflight } from "@/lib/http/oauth/cors";
import { routeFunction } from "@/lib/http/oauth/endpoint";
import { toErrorAnswer } from "@/lib/http/to-error";
import { newId } from "@/lib/ids";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import { limiter, type Budget } from "@/lib/rate-limit/limiter";
import { Call } from "@/lib/usage/record/call";
import { admit } from "./admit";
import { challenge } from "./challenge";
import { requireKnownOrigin, requireOwnHost } from "./check-host";
import { describeMessage } from "./describe-message";
import { recordAccepted, recordRefused } from "./record-steps";
import { parseError, readMessage, serveMcp } from "./serve";

/** The exports of the route file of our own MCP server. */
export function mcpRoutes() {
  const answer = routeFunction(answerMcp);
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer, OPTIONS: routeFunction(async (incoming) => preflight(incoming, "GET, POST, DELETE, OPTIONS")) };
}

/**
 * One request to the MCP server: host, credential, origin, limit, message. POST, GET and DELETE are challenged alike, before
 * anything that they carry is read.
 */
async function answerMcp(incoming: Incoming): Promise<Answer> {
  const caller: Caller = { requestId: newId("req"), ip: clientIp(incoming), userAgent: incoming.header("user-agent") };
  const call = new Call({ ...caller, channel: "mcp", method: incoming.method, target: pathOf(incoming.url) });
  let budget: Budget | undefined;
  try {
    requireOwnHost(incoming);
    const principal = await identify(incoming, call, (spent) => (budget = spent));
    budget = await takeFromBudget(principal);
    requireBudget(budget);
    requireKnownOrigin(incoming);
    const message = await readMessage(incoming);
    describeMessage(call, message);
    budget = (await takeForBatch(principal, message)) ?? budget;
    const answer = await serveMcp(incoming, { ...caller, principal }, message);
    await recordAccepted(principal, caller, answer);
    if (isRefused(answer.status)) call.reason = "FORBIDDEN";
    return withHeaders(endCall(call, answer), caller, budget);
  } catch (thrown) {
    recordRefused(thrown, incoming, caller);
    const answer = parseError(thrown) ?? toErrorAnswer(thrown, caller.requestId);
    if (answer.status === 401 && isRefusal(thrown)) answer.headers["www-authenticate"] = challenge(thrown);
    if (answer.status === 405) answer.headers.allow = "POST, OPTIONS";
    return withHeaders(endCall(call, answer, thrown), caller, budget);
  }
}

/** Clients knock without a token to be told where to get one; whoever knocks with a bad one is counted as at the REST API. */
async function identify(incoming: Incoming, call: Call, spend: (budget: Budget) => void): Promise<Principal> {
  try {
    return await admit(incoming, call);
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    call.reason = thrown.code;
    const budget = thrown.code === "AUTH_REQUIRED" ? limiter().take(`mcp challenge ${networkOf(call.ip)}`, challengesPerMinute) : takeBadCredentialBudget(call.ip);
    spend(budget);
    requireBudget(budget);
    throw thrown;
  }
}

const challengesPerMinute = 600;

/** Revision 2025-03-26 sends several messages in one array: each is a call. */
async function takeForBatch(principal: Principal, message: unknown): Promise<Budget | undefined> {
  if (!Array.isArray(message)) return undefined;
  let budget: Budget | undefined;
  for (let extra = 1; extra < message.length; extra++) {
    budget = await takeFromBudget(principal);
    requireBudget(budget);
  }
  return budget;
}

function withHeaders(answer: Answer, caller: Caller, budget: Budget | undefined): Answer {
  Object.assign(answer.headers, corsHeaders(), budget && budgetHeaders(budget));
  answer.headers["x-request-id"] = caller.requestId;
  answer.headers["cache-control"] = "no-store";
  return answer;
}
