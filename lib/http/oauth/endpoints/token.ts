import type { Caller } from "@/lib/context";
import { grantTypes } from "@/lib/oauth/clients/metadata";
import { recordStep } from "@/lib/oauth/doctor/record";
import type { OauthErrorCode, OauthRefusal } from "@/lib/oauth/errors";
import type { OauthForm } from "@/lib/oauth/form";
import { answerTokenRequest } from "@/lib/oauth/token/answer";
import { requireFailuresLeft, takeFailure } from "./failure-budget";
import { oauthEndpoint } from "../endpoint";

/** A fleet of agents may sit behind one address: many calls are fine, many bad ones are not (failure-budget.ts). */
const perMinute = 60_000;

/** POST /oauth/token (RFC 6749, section 3.2). */
export const tokenRoutes = oauthEndpoint({ name: "token", limits: { perMinute }, body: "form", onRefusal }, async ({ caller, header, body }) => {
  requireFailuresLeft("token", caller.ip);
  return { body: await answerTokenRequest({ caller, header, form: body }) };
});

/** What a device is told while it waits for a person is no failure. */
const patience: OauthErrorCode[] = ["authorization_pending", "slow_down"];

function onRefusal(refusal: OauthRefusal, { caller, body }: { caller: Caller; body: OauthForm | undefined }): void {
  if (patience.includes(refusal.code) || refusal.status === 429) return;
  takeFailure("token", caller.ip);
  const step = body?.get("grant_type") === grantTypes.refresh ? "refresh" : "token";
  const detail = { ...refusal.detail, grant_type: body?.get("grant_type"), error: refusal.code, description: refusal.description };
  recordStep({ step, succeeded: false, clientId: body?.get("client_id"), ...refusal.about, cause: refusal.causeCode, detail, caller });
}
