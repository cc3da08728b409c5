import { isRefusal } from "@/lib/errors";
import { endCall } from "@/lib/http/call";
import type { Answer } from "@/lib/http/incoming";
import { recordStep } from "@/lib/oauth/doctor/record";
import { challenge, insufficientScope } from "../door/challenge";
import { recordAccepted, recordRefused, whoOf } from "../door/record-steps";
import { withHeaders } from "../door/with-headers";
import type { Entered, Visit } from "./enter";
import { toMcpErrorAnswer } from "./rpc-answers";

/** What we answer ourselves: a tool that may not be called, a session that is unknown. */
export async function toOwnAnswer(visit: Visit, { answer, isRefusal: isRefused }: Extract<Entered, { to: "caller" }>): Promise<Answer> {
  const { call, caller, budget, door, principal } = visit;
  if (isRefused) call.reason = "FORBIDDEN";
  if (answer.status === 403) await recordAccepted(principal!, caller, answer, door.resource);
  return withHeaders(endCall(call, answer), caller, budget);
}

/** What is answered to whoever was not let in, with the challenge from which a client learns what to do (RFC 6750, section 3). */
export async function toRefusalAnswer(visit: Visit, thrown: unknown): Promise<Answer> {
  const { call, caller, door, principal } = visit;
  const answer = toMcpErrorAnswer(thrown, caller.requestId);
  if (answer.status === 405) answer.headers.allow = "GET, POST, DELETE, OPTIONS";
  if (isRefusal(thrown)) {
    if (answer.status === 401) answer.headers["www-authenticate"] = challenge(door, thrown);
    if (principal === undefined || thrown.code !== "FORBIDDEN") recordRefused(thrown, visit.incoming, caller);
    else await refuseByRule(visit, thrown.details.required_scope, answer, thrown.message);
  }
  return withHeaders(endCall(call, answer, thrown), caller, visit.budget);
}

async function refuseByRule({ caller, door, principal, call }: Visit, missing: string | undefined, answer: Answer, text: string): Promise<void> {
  if (missing === undefined) {
    recordStep({ step: "first_call", succeeded: false, cause: "person_not_allowed", detail: { resource: door.resource, asked: call.target, answered: text }, caller, ...whoOf(principal!) });
    return;
  }
  call.scopes = [missing];
  const description = `This server needs the scope ${missing}. Connect again with the scopes of this challenge`;
  answer.headers["www-authenticate"] = insufficientScope(door, [missing], principal!, description);
  await recordAccepted(principal!, caller, answer, door.resource);
}
