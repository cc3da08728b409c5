import { clock, toWireTime } from "@/lib/clock";
import type { OauthClientView } from "@/lib/contract/oauth-clients";
import type { AuthMethod } from "../metadata";
import { toMetadataMembers } from "../registration-answer";
import type { ClientRow } from "./find";

export function toClientView(row: ClientRow): OauthClientView {
  const secrets = row.secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > clock.now());
  const members = toMetadataMembers(row);
  return {
    id: row.id,
    client_id: row.clientId,
    kind: row.kind as OauthClientView["kind"],
    status: row.status as OauthClientView["status"],
    ...members,
    token_endpoint_auth_method: row.tokenEndpointAuthMethod as AuthMethod,
    jwks: members.jwks as OauthClientView["jwks"],
    resources: row.resources.length > 0 ? row.resources : undefined,
    organization_id: row.organizationId ?? undefined,
    verified_domain: row.verifiedDomain ?? undefined,
    secrets: secrets.length > 0 ? secrets.map(({ hint, createdAt, expiresAt }) => ({ hint, created_at: toWireTime(createdAt), expires_at: toWireTime(expiresAt) })) : undefined,
    created_by: row.owner ?? undefined,
    created_at: toWireTime(row.createdAt),
    last_used_at: toWireTime(row.lastUsedAt),
  };
}
