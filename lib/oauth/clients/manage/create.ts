import { withAudit } from "@/lib/audit/with-audit";
import type { UserContext } from "@/lib/context";
import type { CreateOauthClientBody } from "@/lib/contract/oauth-clients";
import { sha256 } from "@/lib/crypto/hash";
import { Prisma } from "@/lib/db/generated/client";
import { notFound, Refusal } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { requireMembership } from "@/lib/organizations/membership";
import { newClientSecret } from "../secret";
import { requirePersonFor } from "./acts-alone";
import { clientInclude, type ClientRow } from "./find";
import { readMembers, readResources } from "./read-body";

/** Registers a client by hand, for the caller alone or for an organization where they are owner or admin. */
export async function createClient(ctx: UserContext, input: CreateOauthClientBody): Promise<{ row: ClientRow; secret: string | undefined }> {
  const organizationId = await chooseOrganization(ctx, input.organization_id);
  const { organization_id: _organization, resources, ...members } = input;
  const metadata = readMembers(members);
  requirePersonFor(ctx, metadata);
  const secret = newClientSecret(metadata.tokenEndpointAuthMethod);
  const id = newId("client");
  const data = {
    ...metadata,
    jwks: metadata.jwks ?? Prisma.DbNull,
    id,
    clientId: id,
    kind: "registered",
    ownerId: ctx.principal.user.id,
    organizationId,
    resources: await readResources(resources),
    registeredIp: ctx.ip,
    registeredUserAgent: ctx.userAgent?.slice(0, 400),
    ...(secret && { secrets: { create: { hash: sha256(secret.text), hint: secret.hint } } }),
  };
  return withAudit(ctx, async (tx) => {
    const row = await tx.oauthClient.create({ data, include: clientInclude });
    const detail = { redirect_uris: row.redirectUris, token_endpoint_auth_method: row.tokenEndpointAuthMethod, grant_types: row.grantTypes };
    return { result: { row, secret: secret?.text }, entry: { action: "oauth_client.created", organizationId: organizationId ?? undefined, target: { type: "oauth_client", id, name: row.name }, detail } };
  });
}

async function chooseOrganization(ctx: UserContext, asked: string | undefined): Promise<string | null> {
  const bound = ctx.principal.organizationId;
  if (bound && asked && asked !== bound) throw notFound();
  const organizationId = asked ?? bound;
  if (organizationId === undefined) return null;
  const { role } = await requireMembership(ctx, organizationId);
  if (role === "member") throw new Refusal("FORBIDDEN", { required_role: "admin" }, "Only owners and admins of an organization register its clients");
  return organizationId;
}
