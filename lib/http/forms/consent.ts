import { readConsentCookie } from "@/lib/auth/consent-cookie";
import type { UserContext } from "@/lib/context";
import { invalid, Refusal } from "@/lib/errors";
import { decideConsent } from "@/lib/oauth/authorize/decide";
import type { Decision } from "@/lib/oauth/grants/choose-terms";
import { paths } from "@/lib/paths";
import { findSignedIn } from "../browser-context";
import { answerForm, seeOther, type Form } from "./form";

/** POST /oauth/consent/submit: `request`, `account`, `decision`, and what the person has chosen. */
export function submitConsent(request: Request): Promise<Response> {
  return answerForm(request, paths.consent, async (form) => {
    const ctx = await requireSignedIn(form);
    const decision = { ...readDecision(form), allow: readAllow(form), accountId: form.field("account") };
    return seeOther(await decideConsent(ctx, form.field("request"), readConsentCookie(form.cookie), decision));
  });
}

export async function requireSignedIn(form: Form): Promise<UserContext> {
  const principal = await findSignedIn(form.caller, form.cookie);
  if (!principal) throw new Refusal("AUTH_REQUIRED");
  return { ...form.caller, principal };
}

/** Neither button pressed is no answer. */
export function readAllow(form: Form): boolean {
  const decision = form.field("decision");
  if (decision !== "allow" && decision !== "deny") throw invalid("decision", "must be allow or deny");
  return decision === "allow";
}

/** `scope` once for each that is switched on; the others may be empty. */
export function readDecision(form: Form): Decision {
  const lifetime = form.field("expires_in");
  return {
    scopes: form.fields("scope"),
    organizationId: form.field("organization_id") || undefined,
    lifetimeSeconds: lifetime === "" ? undefined : Number(lifetime),
    keyId: form.field("key_id") || undefined,
    remember: form.field("remember") !== "",
  };
}
