import type { Caller, Principal } from "@/lib/context";
import { isRefusal, type Refusal } from "@/lib/errors";
import type { Answer, Incoming } from "@/lib/http/incoming";
import type { CauseCode } from "@/lib/oauth/doctor/causes";
import { recordFirstCall } from "@/lib/oauth/doctor/first-call";
import { recordStep } from "@/lib/oauth/doctor/record";
import { WrongAudience } from "./wrong-audience";

/** For the connection doctor: the first call of an app that got through, and each one that lacked a scope. */
export async function recordAccepted(principal: Principal, caller: Caller, answer: Pick<Answer, "status" | "headers">, resource: string): Promise<void> {
  if (answer.status === 403) {
    const detail = { resource, challenge: answer.headers["www-authenticate"], scopes: principal.scopes };
    recordStep({ step: "first_call", succeeded: false, cause: "scope_insufficient", detail, caller, ...whoOf(principal) });
  } else if (answer.status < 400) {
    await recordFirstCall(principal, caller, { resource });
  }
}

/** A request without a token, answered with the challenge, begins an attempt; a bad token ends one. An expired token is no failure: it is renewed. */
export function recordRefused(thrown: unknown, incoming: Incoming, caller: Caller): void {
  if (!isRefusal(thrown)) return;
  const asked = `${incoming.method} ${incoming.url.split("?")[0]}`;
  if (thrown.code === "AUTH_REQUIRED") {
    recordStep({ step: "discovery", succeeded: true, detail: { asked, answered: "401 with the address of the metadata" }, caller });
    return;
  }
  const cause = causeOf(thrown);
  if (!cause) return;
  const who = thrown instanceof WrongAudience ? whoOf(thrown.principal) : {};
  const detail = { asked, ...(thrown instanceof WrongAudience && { audience: thrown.principal.audience ?? "none", token: thrown.principal.kind }), answered: thrown.message };
  recordStep({ step: "first_call", succeeded: false, cause, detail, caller, ...who });
}

function causeOf(refusal: Refusal): CauseCode | undefined {
  if (refusal instanceof WrongAudience) return "token_other_audience";
  if (refusal.code === "INVALID_TOKEN") return "token_invalid";
  if (refusal.code === "IP_NOT_ALLOWED") return "address_not_allowed";
  if (refusal.code === "ACCOUNT_SUSPENDED") return "account_suspended";
  return refusal.code === "FORBIDDEN" ? "origin_refused" : undefined;
}

export function whoOf({ client, credentialId, user }: Principal) {
  return { clientId: client?.clientId, clientName: client?.name, credentialId, userId: user.id };
}
