import type { OauthClient } from "@/lib/db/generated/client";
import { grantTypes } from "../clients/metadata";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";

/** Only the authorization code flow, answered in the query (OAuth 2.1, section 4.1.1; no implicit and no hybrid flow). */
export function requireCodeResponse(client: OauthClient, form: OauthForm): void {
  const type = form.get("response_type");
  if (type === undefined) throw new OauthRefusal("invalid_request", "The request has no response_type; it must be code", { cause: "response_type_unsupported" });
  if (type !== "code") throw new OauthRefusal("unsupported_response_type", "response_type must be code", { cause: "response_type_unsupported", detail: { response_type: type } });
  if (!client.grantTypes.includes(grantTypes.code)) {
    throw new OauthRefusal("unauthorized_client", "This client is not registered for the authorization code flow", { cause: "grant_type_not_allowed", detail: { registered: client.grantTypes } });
  }
  const mode = form.get("response_mode");
  if (mode !== undefined && mode !== "query") throw new OauthRefusal("invalid_request", "response_mode must be query", { cause: "request_invalid", detail: { response_mode: mode } });
  requirePlainParameters(form);
}

/** A request that hides its parameters in an object must not be taken for one without them (OpenID Connect Core, section 6). */
function requirePlainParameters(form: OauthForm): void {
  if (form.has("request")) throw new OauthRefusal("request_not_supported", "Send the parameters as they are, without `request`", { cause: "request_invalid" });
  if (form.has("request_uri")) throw new OauthRefusal("request_uri_not_supported", "Send the parameters as they are, without `request_uri`", { cause: "request_invalid" });
}
