import type { OauthClient } from "@/lib/db/generated/client";
import { OauthRefusal } from "../errors";

/** What was registered is enforced (RFC 7591, section 2). Throws unauthorized_client. */
export function requireGrantType(client: OauthClient, grantType: string): void {
  if (client.grantTypes.includes(grantType)) return;
  throw new OauthRefusal("unauthorized_client", `This client is not registered for ${grantType}`, {
    cause: "grant_type_not_allowed",
    detail: { registered: client.grantTypes },
    about: { clientId: client.clientId, clientName: client.name },
  });
}
