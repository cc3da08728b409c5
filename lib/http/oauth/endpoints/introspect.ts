import { requireParameter } from "@/lib/oauth/token/request";
import { requireInspector } from "@/lib/oauth/tokens/inspector";
import { introspect } from "@/lib/oauth/tokens/introspect";
import { oauthEndpoint } from "../endpoint";
import { requireFailuresLeft, takeFailure } from "./failure-budget";

/** A resource server asks once per call that it receives. */
const perMinute = 600_000;

/** POST /oauth/introspect (RFC 7662). `ip`, which is ours, says where the token was presented from. */
export const introspectionRoutes = oauthEndpoint({ name: "introspect", limits: { perMinute }, body: "form", onRefusal: (_refusal, { caller }) => takeFailure("introspect", caller.ip) }, async ({ caller, header, body }) => {
  requireFailuresLeft("introspect", caller.ip);
  const inspector = await requireInspector({ caller, header, form: body });
  return { body: await introspect(inspector, requireParameter(body, "token"), { ip: body.get("ip"), requestId: caller.requestId }) };
});
