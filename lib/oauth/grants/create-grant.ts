import type { AuditEntry } from "@/lib/audit/entry";
import type { Caller } from "@/lib/context";
import type { Transaction } from "@/lib/db/client";
import type { OauthClient } from "@/lib/db/generated/client";
import { newId } from "@/lib/ids";
import type { Terms } from "./choose-terms";

export type GrantInput = {
  caller: Caller;
  userId: string;
  client: Pick<OauthClient, "id" | "clientId" | "name">;
  resource: string;
  grantType: "authorization_code" | "device_code" | "client_credentials";
  redirectUri?: string;
  terms: Terms;
  /** Until the client fetches its tokens a grant ends with what it has to fetch them by. */
  expiresAt: Date;
  /** The session in which the person decided. */
  madeWithId: string | undefined;
};

/** The row that everything hangs on: family of refresh tokens, line of the connected apps page, what is revoked. */
export async function createGrant(tx: Transaction, input: GrantInput): Promise<{ id: string; entry: AuditEntry }> {
  const { caller, client, terms } = input;
  const id = newId("grant");
  await tx.credential.create({
    data: {
      id,
      kind: "grant",
      grantType: input.grantType,
      userId: input.userId,
      organizationId: terms.organizationId,
      name: client.name,
      clientId: client.id,
      resource: input.resource,
      redirectUri: input.redirectUri,
      scopes: terms.scopes,
      boundCredentialId: terms.boundCredentialId,
      rememberConsent: terms.remember,
      allowedIps: [],
      expiresAt: input.expiresAt,
      createdWithId: input.madeWithId,
      createdIp: caller.ip,
      createdUserAgent: caller.userAgent?.slice(0, 400),
    },
  });
  return { id, entry: toEntry(id, input) };
}

function toEntry(id: string, { client, resource, grantType, redirectUri, terms }: GrantInput): AuditEntry {
  return {
    action: "grant.created",
    organizationId: terms.organizationId ?? undefined,
    target: { type: "grant", id, name: client.name },
    detail: {
      client_id: client.clientId,
      grant_type: grantType,
      resource,
      redirect_uri: redirectUri,
      scopes: terms.scopes,
      bound_key: terms.boundCredentialId ?? undefined,
      remembered: terms.remember,
      expires_at: terms.expiresAt.toISOString(),
    },
  };
}
