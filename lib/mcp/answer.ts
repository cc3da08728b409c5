import { clientIp } from "@/lib/client-address/client-ip";
import type { Caller } from "@/lib/context";
import { isRefusal } from "@/lib/errors";
import { requireBudget } from "@/lib/http/budget";
import { endCall, isRefused, pathOf } from "@/lib/http/call";
import type { Answer, Incoming } from "@/lib/http/incoming";
import { preflight } from "@/lib/http/oauth/cors";
import { routeFunction } from "@/lib/http/oauth/endpoint";
import { toErrorAnswer } from "@/lib/http/to-error";
import { newId } from "@/lib/ids";
import { takeFromBudget } from "@/lib/rate-limit/credential-budget";
import type { Budget } from "@/lib/rate-limit/limiter";
import { mcpResource } from "@/lib/resources";
import { Call } from "@/lib/usage/record/call";
import { admit } from "./admit";
import { describeMessage } from "./describe-message";
import { challenge } from "./door/challenge";
import { requireKnownOrigin, requireOwnHost } from "./door/check-host";
import { ownDoor } from "./door/door";
import { identify } from "./door/identify";
import { recordAccepted, recordRefused } from "./door/record-steps";
import { takeForBatch } from "./door/take-for-batch";
import { withHeaders } from "./door/with-headers";
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
    const principal = await identify(call, () => admit(incoming, call), (spent) => (budget = spent));
    budget = await takeFromBudget(principal);
    requireBudget(budget);
    requireKnownOrigin(incoming);
    const message = await readMessage(incoming);
    describeMessage(call, message);
    budget = (await takeForBatch(principal, Array.isArray(message) ? message.length : 1)) ?? budget;
    const answer = await serveMcp(incoming, { ...caller, principal }, message);
    await recordAccepted(principal, caller, answer, mcpResource());
    if (isRefused(answer.status)) call.reason = "FORBIDDEN";
    return withHeaders(endCall(call, answer), caller, budget);
  } catch (thrown) {
    recordRefused(thrown, incoming, caller);
    const answer = parseError(thrown) ?? toErrorAnswer(thrown, caller.requestId);
    if (answer.status === 401 && isRefusal(thrown)) answer.headers["www-authenticate"] = challenge(ownDoor(), thrown);
    if (answer.status === 405) answer.headers.allow = "POST, OPTIONS";
    return withHeaders(endCall(call, answer, thrown), caller, budget);
  }
}
