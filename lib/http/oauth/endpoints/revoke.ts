import { authenticateClient } from "@/lib/oauth/clients/authenticate";
import { requireParameter } from "@/lib/oauth/token/request";
import { revokePresentedToken } from "@/lib/oauth/tokens/revoke";
import { oauthEndpoint } from "../endpoint";
import { requireFailuresLeft, takeFailure } from "./failure-budget";

const perMinute = 6000;

/** POST /oauth/revoke (RFC 7009): 200 and `{}` for any token. */
export const revocationRoutes = oauthEndpoint({ name: "revoke", limits: { perMinute }, body: "form", onRefusal: (_refusal, { caller }) => takeFailure("revoke", caller.ip) }, async ({ caller, header, body }) => {
  requireFailuresLeft("revoke", caller.ip);
  const token = requireParameter(body, "token");
  const isNamed = header("authorization") !== undefined || body.has("client_id") || body.has("client_assertion");
  await revokePresentedToken(caller, isNamed ? await authenticateClient(header, body) : undefined, token);
  return { body: {} };
});
