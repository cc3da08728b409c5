import type { Caller } from "@/lib/context";
import { authenticateClient } from "../clients/authenticate";
import { grantTypes } from "../clients/metadata";
import { OauthRefusal } from "../errors";
import type { OauthForm } from "../form";
import type { TokenAnswer } from "../grants/mint";
import { noteClientUse } from "../grants/note-client-use";
import { exchangeCode } from "./authorization-code";
import { grantToClient } from "./client-credentials";
import { redeemDeviceCode } from "./device-code";
import { exchangeToken } from "./exchange";
import { requireGrantType } from "./grant-type";
import { refreshGrant } from "./refresh-token";
import { requireParameter, type TokenRequest } from "./request";

type Input = { caller: Caller; header: (name: string) => string | undefined; form: OauthForm };

/** No implicit grant and no password grant (OAuth 2.1, section 10.1). */
const grants: Record<string, (request: TokenRequest) => Promise<TokenAnswer>> = {
  [grantTypes.code]: exchangeCode,
  [grantTypes.refresh]: refreshGrant,
  [grantTypes.clientCredentials]: grantToClient,
  [grantTypes.device]: redeemDeviceCode,
  [grantTypes.exchange]: exchangeToken,
};

/** The token endpoint behind the edge (RFC 6749, section 3.2). */
export async function answerTokenRequest({ caller, header, form }: Input): Promise<TokenAnswer> {
  const grantType = requireParameter(form, "grant_type");
  const grant = Object.hasOwn(grants, grantType) ? grants[grantType] : undefined;
  if (!grant) throw new OauthRefusal("unsupported_grant_type", "This grant type is not offered", { cause: "grant_type_unsupported", detail: { grant_type: grantType } });
  // RFC 8693, section 2.1: the subject token alone may do
  const isAnonymousExchange = grantType === grantTypes.exchange && !form.has("client_id") && !form.has("client_assertion") && header("authorization") === undefined;
  if (isAnonymousExchange) return exchangeToken({ caller, client: undefined, form });
  const client = await authenticateClient(header, form);
  requireGrantType(client, grantType);
  const answer = await grant({ caller, client, form });
  await noteClientUse(client);
  return answer;
}
