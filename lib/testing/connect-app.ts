import { secondsFromNow } from "@/lib/clock";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/ids";
import { mcpResource } from "@/lib/resources";
import { signAccessToken } from "@/lib/tokens/sign-access-token";
import type { Person } from "./house";

export type ConnectedApp = { grantId: string; clientId: string; token: string };
type Options = { scopes?: string[]; resource?: string; narrowedTo?: string[]; expiresInSeconds?: number };

/** An app that a person has let in, as it stands after consent, with an access token: for tests of what comes after. */
export async function connectApp(person: Person, { scopes = ["keys:read", "keys:write", "audit:read", "organizations:read"], resource = mcpResource(), narrowedTo, expiresInSeconds = 3600 }: Options = {}): Promise<ConnectedApp> {
  const client = await db().oauthClient.create({
    data: { id: newId("client"), clientId: newId("client"), kind: "dynamic", name: "Test agent", redirectUris: ["http://127.0.0.1/callback"], grantTypes: ["authorization_code", "refresh_token"], responseTypes: ["code"], contacts: [], tokenEndpointAuthMethod: "none", resources: [] },
  });
  const grant = await db().credential.create({
    data: { id: newId("grant"), kind: "grant", grantType: "authorization_code", userId: person.id, name: client.name, clientId: client.id, resource, scopes, allowedIps: [], expiresAt: secondsFromNow(30 * 86_400) },
  });
  const user = await db().user.findUniqueOrThrow({ where: { id: person.id } });
  const { token } = await signAccessToken({ user, credentialId: grant.id, clientId: client.clientId, resource, scopes: narrowedTo ?? scopes, isNarrowed: narrowedTo !== undefined, expiresAt: secondsFromNow(expiresInSeconds) });
  return { grantId: grant.id, clientId: client.clientId, token };
}
